import { expect, test } from "bun:test";
import { contentDisposition } from "../../src/formats/file-name.ts";

const of = (name?: string) => contentDisposition({ basics: { ...(name !== undefined && { name }) } }, "pdf");

test.each([
  ["Grace Hopper", "inline; filename=Grace-Hopper-resume.pdf"],
  ["", "inline; filename=resume.pdf"],
  [
    "José Núñez",
    "inline; filename=Jose-Nunez-resume.pdf; filename*=UTF-8''Jos%C3%A9-N%C3%BA%C3%B1ez-resume.pdf",
  ],
  [
    "山田太郎",
    "inline; filename=resume.pdf; filename*=UTF-8''%E5%B1%B1%E7%94%B0%E5%A4%AA%E9%83%8E-resume.pdf",
  ],
  ['../etc/"passwd"\r\nX-Evil: 1', "inline; filename=etc-passwd-X-Evil-1-resume.pdf"],
  ["🙂", "inline; filename=resume.pdf"],
])("%j", (name, header) => {
  expect(of(name)).toBe(header);
});

test("a résumé without a name has a file all the same", () => {
  expect(of(undefined)).toBe("inline; filename=resume.pdf");
});
