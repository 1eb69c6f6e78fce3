import { describe, expect, test } from "bun:test";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  findPart,
  isDebian,
  missingParts,
  packagesOf,
  partNames,
  withoutServices,
} from "../../tools/debian.ts";
import { fixture } from "../support/fixture.ts";

describe("isDebian", () => {
  test.each([
    ['NAME="Debian GNU/Linux"\nID=debian\n', true],
    ["ID=ubuntu\nID_LIKE=debian\n", true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
    ['ID=fedora\nHOME_URL="https://debian.org"\n', false],
    ["", false],
  ])("reads %j", (osRelease, expected) => {
    expect(isDebian(osRelease)).toBe(expected);
  });
});

describe("findPart", () => {
  test("finds a part by any of its commands", () => {
    using directory = fixture({ "google-chrome": "#!/bin/sh\n" });
    chmodSync(join(directory.path, "google-chrome"), 0o755);
    expect(findPart("chromium", directory.path)).toBe(join(directory.path, "google-chrome"));
  });
});

test("packagesOf names each package once", () => {
  const packages = packagesOf([...partNames, ...partNames]);
  expect(packages).toEqual([...new Set(packages)]);
  expect(packages).toContain("poppler-utils");
});

test("missingParts names only parts of which no command exists", () => {
  for (const name of missingParts()) expect(findPart(name)).toBeUndefined();
});

describe("withoutServices", () => {
  const policy = (directory: string) => join(directory, "policy-rc.d");
  const refuses = (file: string) => Bun.spawnSync([file]).exitCode === 101;

  test("refuses services while it works, and leaves nothing behind", async () => {
    using directory = fixture({});
    const refused = await withoutServices(
      async () => refuses(policy(directory.path)),
      policy(directory.path),
    );
    expect(refused).toBe(true);
    expect(readdirSync(directory.path)).toEqual([]);
  });

  test("puts back what was there, with its mode, when the work fails too", async () => {
    using directory = fixture({ "policy-rc.d": "#!/bin/sh\nexit 0\n" });
    chmodSync(policy(directory.path), 0o750);
    const work = withoutServices(async () => {
      expect(refuses(policy(directory.path))).toBe(true);
      throw new Error("no network");
    }, policy(directory.path));
    await expect(work).rejects.toThrow("no network");
    expect(readFileSync(policy(directory.path), "utf8")).toBe("#!/bin/sh\nexit 0\n");
    expect(statSync(policy(directory.path)).mode & 0o777).toBe(0o750);
    expect(readdirSync(directory.path)).toEqual(["policy-rc.d"]);
  });

  test("cleans up after a run that was killed", async () => {
    using directory = fixture({ "policy-rc.d": "#!/bin/sh\nexit 0\n" });
    // The killed run is one whose work never ends.
    void withoutServices(() => new Promise(() => {}), policy(directory.path));
    expect(refuses(policy(directory.path))).toBe(true);
    await withoutServices(async () => {}, policy(directory.path));
    expect(readFileSync(policy(directory.path), "utf8")).toBe("#!/bin/sh\nexit 0\n");
    expect(existsSync(`${policy(directory.path)}.before-vitae`)).toBe(false);
  });
});
