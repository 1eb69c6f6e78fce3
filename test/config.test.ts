import { describe, expect, test } from "bun:test";
import { ConfigError, readConfig } from "../src/config.ts";

describe("which résumé", () => {
  test("one is named on the command line or by RESUME, and by nothing else", () => {
    expect(readConfig({}, ["me.yaml"])).toMatchObject({ resume: "me.yaml", isResumeNamed: true });
    expect(readConfig({ RESUME: "me.json" })).toMatchObject({ resume: "me.json", isResumeNamed: true });
    expect(readConfig({ RESUME: "" })).toMatchObject({ resume: "resume.json", isResumeNamed: false });
  });

  test("MOUNTED says where it lies in a container, and names none", () => {
    const mounted = { MOUNTED: "/resume/resume" };
    expect(readConfig(mounted)).toMatchObject({ resume: "/resume/resume", isResumeNamed: false });
    expect(readConfig({ ...mounted, RESUME: "../me" })).toMatchObject({
      resume: "/resume/resume",
      isResumeNamed: true,
    });
  });
});

describe("where the archive is", () => {
  test("beside the program, in a folder that is named, or nowhere", () => {
    expect(readConfig({}).data).toEndWith("/data");
    expect(readConfig({ DATA: "/var/lib/vitae" }).data).toBe("/var/lib/vitae");
    expect(readConfig({ DATA: "none" })).not.toHaveProperty("data");
  });

  test("an address that is not PostgreSQL's is refused, and not repeated: it may hold a password", () => {
    const read = () => readConfig({ DATABASE_URL: "mysql://me:secret@localhost/vitae" });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      "Cannot read DATABASE_URL: must be an address such as postgres://vitae@localhost:5432/vitae",
    );
    expect(read).not.toThrow("secret");
  });
});
