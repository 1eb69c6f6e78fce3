/** A container engine: no package brings it, since installing it changes the machine's network. */

export const engine = {
  name: "docker",
  tests: "the stack in containers",
  needs: "an engine that answers `docker info`, with Docker Compose",
} as const;

/** Whether an engine answers, with Compose. */
export function hasEngine(): boolean {
  return ["docker info", "docker compose version"].every(succeeds);
}

function succeeds(command: string): boolean {
  const [program = "", ...args] = command.split(" ");
  const file = Bun.which(program);
  if (!file) return false;
  return (
    Bun.spawnSync([file, ...args], { stdio: ["ignore", "ignore", "ignore"], timeout: 5000 }).exitCode === 0
  );
}
