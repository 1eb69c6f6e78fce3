/** Disks that are small enough to be filled. */
import { describe } from "bun:test";
import { mkdirSync } from "node:fs";
import { fixture } from "./fixture.ts";

/** A small file system of its own at a path, where this process may make one. */
export function mount(path: string, sizeMb: number): boolean {
  mkdirSync(path, { recursive: true });
  const command = ["mount", "-t", "tmpfs", "-o", `size=${sizeMb}m`, "none", path];
  return process.getuid?.() === 0 && Bun.which("mount") !== null && Bun.spawnSync(command).exitCode === 0;
}

export function makeReadOnly(path: string): void {
  const { exitCode, stderr } = Bun.spawnSync(["mount", "-o", "remount,ro", path]);
  if (exitCode !== 0) throw new Error(`Cannot mount ${path} again: ${stderr}`);
}

export function unmount(path: string): void {
  Bun.spawnSync(["umount", "--lazy", path]);
}

export const canMount = (() => {
  using probe = fixture({});
  const can = mount(probe.file("disk"), 1);
  if (can) unmount(probe.file("disk"));
  return can;
})();

export function describeMounted(name: string, body: () => void): void {
  describe.if(canMount)(canMount ? name : `${name} (needs mount)`, body);
}
