import { describe, expect, test } from "bun:test";
import { versionNameOf } from "../../src/resume/version-name.ts";

describe("what a version is called", () => {
  test.each([
    ["it", "it"],
    ["pt-BR", "pt-BR"],
    ["pt-br", "pt-BR"],
    ["ZH-hant-tw", "zh-Hant-TW"],
    ["sr-Latn", "sr-Latn"],
    ["es-419", "es-419"],
    ["iw", "he"],
    ["eo", "eo"],
    ["yue", "yue"],
    ["ca-valencia", "ca-valencia"],
  ])("%p is the language %p", (text, name) => {
    expect(versionNameOf(text)).toEqual({ kind: "language", name });
  });

  test.each(["backend", "data", "ai", "qa", "dev", "it-backend", "it-jobs", "de-xx", "2024", "c-3po", "a"])(
    "%p is a variant, although some of them are well-formed tags",
    name => {
      expect(versionNameOf(name)).toEqual({ kind: "variant", name });
    },
  );

  test.each([
    "",
    "Backend",
    "pt_BR",
    "a b",
    "a.b",
    "../x",
    "-x",
    "é",
    "en-u-nu-latn_",
    "x".repeat(65),
    "a\nb",
    "😀",
  ])("%p is neither", text => {
    expect(versionNameOf(text)).toBeUndefined();
  });
});
