import { describe, expect, test } from "bun:test";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { readPhoto } from "../../src/edition/photo.ts";
import { json } from "../../src/formats/json.ts";
import { pdf } from "../../src/formats/pdf.ts";
import { Typesetter } from "../../src/formats/typst/typeset.ts";
import { attachedResume } from "../../src/resume/attachment.ts";
import { folderOf } from "../../src/resume/folder.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import { formatProblem } from "../../src/resume/problem.ts";
import { printBytes, printText } from "../ats/printed.ts";
import { everyResume } from "../ats/resumes.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith, programOf } from "../support/needs.ts";
import { plainSite } from "../support/site.ts";
import { readResume } from "./reading.ts";

const file = "cv/resume.pdf";

describe("a PDF that was printed here, read back and printed again, is the same:", async () => {
  test.each(await everyResume())("%s", async (_, resume) => {
    const bytes = await printBytes(pdf, resume);
    const attached = attachedResume(bytes);
    expect(attached.ok && Buffer.from(attached.bytes).toString()).toBe(await printText(json, resume));
    const reading = await readResume(bytes, { file });
    if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join("\n"));
    expect(reading.repairs).toEqual([]);
    expect(Buffer.from(await printBytes(pdf, publicResume(reading.resume))).equals(bytes)).toBe(true);
  });
});

describe("the photo of a PDF that was printed here", () => {
  async function printedWith(image: string, photo: Uint8Array | undefined) {
    const resume = publicResume({ basics: { name: "Ada", image } });
    const picture = { path: "/assets/photo.1.jpg", mediaType: "image/jpeg", others: [] };
    const printed = await pdf.print(resume, {
      ...plainSite,
      ...(photo && { photo: { ...picture, bytes: photo } }),
    });
    if (typeof printed === "string") throw new TypeError("A PDF is bytes");
    const reading = await readResume(printed, { file });
    if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join("\n"));
    return reading;
  }

  const square = sharp({ create: { width: 320, height: 320, channels: 3, background: "#0050c0" } });

  test.each(["/assets/photo.4abf92070067e26f.jpg", "https://ada.example/assets/photo.4abf92070067e26f.jpg"])(
    "is in it, wherever it was served: %s",
    async image => {
      const bytes = new Uint8Array(await square.jpeg().toBuffer());
      const { resume, repairs } = await printedWith(image, bytes);
      expect(repairs).toEqual([]);
      const { photo } = await readPhoto(resume.basics?.image, folderOf(file));
      expect(Buffer.from(photo?.bytes ?? []).equals(bytes)).toBe(true);
    },
  );

  test("on another site is not that in it, and without one in it there is none", async () => {
    const bytes = new Uint8Array(await square.jpeg().toBuffer());
    const elsewhere = "https://a.example/me.jpg";
    expect((await printedWith(elsewhere, bytes)).resume.basics?.image).toBe(elsewhere);
    expect((await printedWith("/assets/photo.1.jpg", undefined)).resume.basics?.image).toBeUndefined();
  });
});

/** A PDF with a file in it, as anybody could write one. */
function withFile(name: string, content: string): Uint8Array {
  const template = `#pdf.attach("${name}", bytes(sys.inputs.content), mime-type: "application/json", relationship: "source", description: "x")`;
  const job = { name: "PDF", template, inputs: { content } };
  return new Typesetter().typeset({ ...job, output: { type: "pdf", standard: "a-3a", createdSeconds: 0 } })
    .bytes;
}

const problemsIn = async (bytes: Uint8Array) => {
  const reading = await readResume(bytes, { file });
  return reading.ok ? [] : reading.problems.map(formatProblem);
};

const expected =
  "expected a PDF that was printed by this program, or the resume.json that it was printed from";

test("what is wrong with the résumé inside is said with its place there", async () => {
  expect(await problemsIn(withFile("resume.json", '{\n"basics": {"email": "nobody"}}'))).toEqual([
    expect.stringContaining('cv/resume.pdf (resume.json):2:21  basics.email: found "nobody"'),
  ]);
});

test("what holds no résumé is one clear line", async () => {
  expect(await problemsIn(withFile("other.json", "{}"))).toEqual([
    `cv/resume.pdf:1:1  found a PDF without the file resume.json in it, ${expected}`,
  ]);
  expect(await problemsIn(withFile("resume.json", " ".repeat(5 * 1024 * 1024 + 1)))).toEqual([
    "cv/resume.pdf (resume.json):1:1  found 5242881 bytes, expected at most 5242880 bytes (5 MiB)",
  ]);
});

test.each([
  ["cut off", (bytes: Uint8Array) => bytes.subarray(0, 2000)],
  ["only the beginning", () => new TextEncoder().encode("%PDF-1.7")],
  ["that ends in nothing", () => new TextEncoder().encode(`%PDF-1.7\n${"<<".repeat(50_000)}`)],
])("a PDF %s is said to be broken, or without a résumé", async (_, damage) => {
  const problems = await problemsIn(damage(withFile("resume.json", "{}")));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/found a PDF (that is broken|without the file resume.json in it), expected /);
});

/** A PDF of nobody's program, with a file and a pack of small objects in it. */
function foreign({ file = "{}", pack = "" }: { file?: string; pack?: string }): Uint8Array {
  const stream = (dictionary: string, content: string) =>
    `<<${dictionary}/Filter/FlateDecode>>stream\n${deflateSync(content).toString("latin1")}\nendstream`;
  const objects = [
    "<</Type/Filespec/F(resume.json)/EF<</F 2 0 R>>>>",
    stream("/Type/EmbeddedFile", file),
    stream("/Type/ObjStm/N 1/First 4", pack),
  ];
  const bodies = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.7\n${bodies.join("")}%%EOF\n`, "latin1");
}

test("what a PDF of another program holds is read too, its last words first", async () => {
  expect(await problemsIn(foreign({}))).toEqual([]);
  const packed = "2 0 <</Type/EmbeddedFile>>stream\n{\nendstream";
  expect(await problemsIn(foreign({ pack: packed }))).toEqual([
    expect.stringContaining("cv/resume.pdf (resume.json):1:2  found the end of the file"),
  ]);
});

describe("what becomes large when it is unpacked is refused before it is:", () => {
  const large = " ".repeat(64 * 1024 * 1024);

  test.each([
    ["the file", { file: large }],
    ["a pack of objects", { pack: `1 0 ${large}` }],
  ])("%s", async (_, content) => {
    expect(await problemsIn(foreign(content))).toEqual([
      `cv/resume.pdf:1:1  found a PDF that holds more than 5242880 bytes, ${expected}`,
    ]);
  });
});

describeWith("qpdf", "a PDF that was printed here, and written anew by qpdf,", () => {
  const rewritten = async (...options: string[]) => {
    using folder = fixture({});
    await Bun.write(folder.file("in.pdf"), withFile("resume.json", '{"basics":{"name":"Grace"}}'));
    const { exitCode } = Bun.spawnSync([
      programOf("qpdf"),
      ...options,
      folder.file("in.pdf"),
      folder.file("out.pdf"),
    ]);
    expect(exitCode).toBe(0);
    return await Bun.file(folder.file("out.pdf")).bytes();
  };

  test.each(["--object-streams=generate", "--linearize", "--stream-data=uncompress"])(
    "with %s, holds the résumé",
    async option => {
      const reading = await readResume(await rewritten(option), { file });
      expect(reading).toMatchObject({ ok: true, resume: { basics: { name: "Grace" } } });
    },
  );

  test.each(["", "secret"])("is said to be encrypted where it is, with the password %p", async password => {
    const bytes = await rewritten("--encrypt", password, "owner", "256", "--");
    expect(await problemsIn(bytes)).toEqual([`cv/resume.pdf:1:1  found an encrypted PDF, ${expected}`]);
  });
});
