import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { startBrowser, type TestBrowser, type Visit } from "../support/browser.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { freePort, root, spawnCommand } from "../support/process.ts";

/** A save shows within about a second; a machine under load is slower, and to start is slower still. */
const deadlineMs = 5000;
const startDeadlineMs = 15_000;

describeWith("chromium", "bun dev", () => {
  let project: Project;
  let browser: TestBrowser;
  let visit: Visit;

  beforeAll(async () => {
    project = startProject();
    browser = await startBrowser();
    await project.says("follows every change");
    visit = await browser.openPage(project.url);
  });
  afterAll(async () => {
    await browser.close();
    await project.stop();
  });

  /** Waits until the page, which nobody touches, has changed as asked. */
  async function expectShown(expression: string): Promise<void> {
    const start = performance.now();
    while (performance.now() - start < deadlineMs) {
      // While the page reloads there is nothing to ask.
      if (await visit.page.evaluate(expression).catch(() => false)) return;
      await Bun.sleep(20);
    }
    throw new Error(`Not so within ${deadlineMs} ms: ${expression}\n${project.output()}`);
  }

  test("shows a save of the résumé", async () => {
    project.edit("resume.json", text => text.replace("Grace Hopper", "Ada Lovelace"));
    await expectShown(`document.querySelector("h1").textContent === "Ada Lovelace"`);
  });

  test("shows a save of a view", async () => {
    project.edit("views/page.tsx", text => text.replace("<footer>", `<footer class="edited">`));
    await expectShown(`document.querySelector("footer.edited") !== null`);
  });

  test("shows the last of several saves that follow each other at once", async () => {
    for (const size of ["1px", "2px", "3px"]) {
      project.edit("assets/page.css", text => `${text}\nh2 { border-left: ${size} solid }\n`);
      await Bun.sleep(250);
    }
    await expectShown(`getComputedStyle(document.querySelector("h2")).borderLeftWidth === "3px"`);
  });

  test("shows a save of the stylesheet, in style", async () => {
    project.edit("assets/page.css", text => `${text}\nh1 { font-style: italic }\n`);
    await expectShown(`getComputedStyle(document.querySelector("h1")).fontStyle === "italic"`);
  });

  test("shows where a résumé is broken and what was expected, and the next good save", async () => {
    const good = project.edit("resume.json", text =>
      text.replace(`"startDate": "1986`, `"startDate": "soon`),
    );
    const [before = ""] = project.read("resume.json").split(`"soon`);
    const line = before.split("\n").length;
    await expectShown(`document.querySelector("h1").textContent === "One problem"`);
    const text = await visit.page.evaluate("document.querySelector('main').innerText");
    expect(text).toContain(`resume.json:${line}:`);
    expect(text).toContain("work[0].startDate");
    expect(text).toMatch(/Found .*"soon/);
    expect(text).toMatch(/Expected .*date/);
    project.write("resume.json", good);
    await expectShown(`document.querySelector("h1").textContent === "Ada Lovelace"`);
  });

  test("shows where a résumé is not JSON, and the next good save", async () => {
    const good = project.edit("resume.json", text => text.replace(`"basics": {`, `"basics": `));
    await expectShown(`document.querySelector("pre")?.textContent.includes("^")`);
    project.write("resume.json", good);
    await expectShown(`document.querySelector("h1").textContent === "Ada Lovelace"`);
  });

  test("goes on after a view that could not be read", async () => {
    const good = project.edit("views/page.tsx", text => text.replace("<footer", "<footer <"));
    await project.says("error:");
    expect((await fetch(project.url)).status).toBe(200);
    project.write("views/page.tsx", good.replace(`class="edited"`, `class="mended"`));
    await expectShown(`document.querySelector("footer.mended") !== null`);
  });
});

interface Project {
  url: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Saves a changed file. Returns what it held before. */
  edit(path: string, change: (text: string) => string): string;
  output(): string;
  /** Waits until it writes something new that holds these words. */
  says(words: string): Promise<void>;
  stop(): Promise<void>;
}

/** `bun dev` as package.json has it, in a copy of the project that the tests may change. */
function startProject(): Project {
  const directory = fixture({});
  for (const name of [
    "src",
    "views",
    "assets",
    "tools",
    "package.json",
    "bun.lock",
    "tsconfig.json",
    "resume.json",
  ])
    cpSync(join(root, name), directory.file(name), { recursive: true });
  symlinkSync(join(root, "node_modules"), directory.file("node_modules"));
  const [, options = ""] = manifest.scripts.dev.split("exec bun ");
  const port = freePort();
  const program = spawnCommand(
    [process.execPath, "--no-orphans", "--no-env-file", "--cwd", directory.path, ...options.split(" ")],
    { PORT: String(port) },
  );
  const output = () => program.stdout() + program.stderr();
  const read = (path: string) => readFileSync(directory.file(path), "utf8");
  const write = (path: string, text: string) => writeFileSync(directory.file(path), text);
  return {
    url: `http://127.0.0.1:${port}`,
    read,
    write,
    edit(path, change) {
      const before = read(path);
      const after = change(before);
      if (after === before) throw new Error(`Cannot edit ${path}: nothing changed`);
      write(path, after);
      return before;
    },
    output,
    async says(words) {
      for (let waited = 0; !output().includes(words); waited += 20) {
        if (waited > startDeadlineMs) throw new Error(`It did not say ${words}\n${output()}`);
        await Bun.sleep(20);
      }
    },
    async stop() {
      await program.stop();
      directory[Symbol.dispose]();
    },
  };
}

test("nothing of the developer's tools reaches the program", () => {
  // What prints and what typesets are processes of their own.
  const entries = ["src/main.ts", "src/edition/press-process.ts", "src/formats/typst/typesetter.ts"];
  const all = entries.flatMap(entry => importedFrom(join(root, entry)));
  const files = [...new Set(all)].map(file => relative(root, file));
  expect(files).toContain("views/page.tsx");
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter(file => !/^(src|views|assets)\/|^package\.json$/.test(file))).toEqual([]);
});

/** Every file of the project that a program loads, itself included, by its import statements. */
function importedFrom(entry: string, found = new Set([entry])): string[] {
  for (const path of importsOf(entry)) {
    const file = Bun.resolveSync(path, dirname(entry));
    if (found.has(file)) continue;
    found.add(file);
    importedFrom(file, found);
  }
  return [...found];
}

function importsOf(file: string): string[] {
  const [, loader] = /\.(tsx?)$/.exec(file) ?? [];
  if (loader !== "ts" && loader !== "tsx") return [];
  const imports = new Bun.Transpiler({ loader }).scanImports(readFileSync(file));
  return imports.map(({ path }) => path).filter(path => path.startsWith("."));
}
