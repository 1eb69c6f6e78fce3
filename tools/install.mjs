// Installs what package.json asks for, exactly as bun.lock pins it, and does nothing when that was done already.
// Plain JavaScript with no import from a package: it runs before there are any, in Node (npm start) and in Bun (bun start) alike.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const stamp = new URL("node_modules/.installed", root);
const manifest = readFileSync(new URL("package.json", root), "utf8");
const wanted = createHash("sha256")
  .update(manifest)
  .update(readFileSync(new URL("bun.lock", root)))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  const install = ["install", "--frozen-lockfile"];
  const [command, args] = process.versions.bun
    ? [process.execPath, install]
    : ["npm", ["exec", "--yes", `--package=bun@${JSON.parse(manifest).dependencies.bun}`, "--", "bun", ...install]];
  console.error("Installing packages (once) …");
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) {
    console.error(`${stdout ?? ""}${stderr ?? ""}Cannot install packages: ${error?.message ?? `${command} ended with ${status}`}`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
