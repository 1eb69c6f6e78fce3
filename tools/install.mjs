// Installs what package.json asks for, exactly as bun.lock pins it, and does nothing when that was done already.
// Plain JavaScript with no import from a package: it runs before there are any, in Node (npm start) and in Bun (bun start) alike.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const modules = new URL("node_modules/", root);
const stamp = new URL(".installed", modules);
const bun = new URL(".bin/bun", modules);
const manifest = readFileSync(new URL("package.json", root));
const lockfile = readFileSync(new URL("bun.lock", root));
const wanted = createHash("sha256").update(manifest).update(lockfile).digest("hex");

if (!isInstalled()) install();

function isInstalled() {
  return existsSync(stamp) && existsSync(bun) && readFileSync(stamp, "utf8") === wanted;
}

function install() {
  process.stderr.write("Installing packages (once) …\n");
  // No stamp, no trust: what an interrupted installation left is half there, and would be taken for whole.
  if (!existsSync(stamp) || !existsSync(bun)) removeModules();
  // The stamp goes first and comes back last, so that an interruption leaves none.
  rmSync(stamp, { force: true });
  const [command, ...args] = installCommand();
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (status === 0) return writeFileSync(stamp, wanted);
  const why = error?.message ?? reasonIn(`${stdout}${stderr}`) ?? `${command} ended with ${signal ?? status}`;
  const hint = /EAI_AGAIN|ENOTFOUND|ECONN|TIMEDOUT|DNS|Connection|Timeout/.test(why)
    ? ". They come over the network: run the same command again when it is there"
    : "";
  process.stderr.write(`Cannot install packages: ${why}${hint}\n`);
  process.exit(1);
}

function removeModules() {
  const runsFromThere = process.execPath.startsWith(fileURLToPath(modules));
  if (!runsFromThere) rmSync(modules, { recursive: true, force: true });
}

/** Bun installs with itself; Node fetches the pinned Bun with npm first, without the long retries of its defaults. */
function installCommand() {
  const bunInstall = ["install", "--frozen-lockfile"];
  if (process.versions.bun) return [process.execPath, ...bunInstall];
  const { dependencies } = JSON.parse(manifest);
  const retries = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
  return [
    "npm",
    "exec",
    "--yes",
    ...retries,
    `--package=bun@${dependencies.bun}`,
    "--",
    "bun",
    ...bunInstall,
  ];
}

/** The first line of an installer's output that tells what went wrong; the others say the same of other packages. */
function reasonIn(output) {
  return /^(?:npm )?error:? (?!code |errno |syscall )(.+)/im.exec(output)?.[1];
}
