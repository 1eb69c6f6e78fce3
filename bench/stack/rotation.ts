/** What the edge knows of the instances. */
import type { Stack } from "./start-stack.ts";

/** Each instance's state by its name in the edge's file, such as { app1: "UP" }. */
export async function statesOf({ askEdge }: Pick<Stack, "askEdge">): Promise<Record<string, string>> {
  const [header = "", ...rows] = (await askEdge("show stat")).trim().split("\n");
  const column = header.replace(/^# /, "").split(",").indexOf("status");
  const servers = rows
    .map(row => row.split(","))
    .filter(([proxy, name]) => proxy === "app" && name !== "BACKEND");
  return Object.fromEntries(servers.map(fields => [fields[1], fields[column] ?? ""]));
}

/** Whether every instance is in rotation. */
export async function isComplete(stack: Pick<Stack, "askEdge">): Promise<boolean> {
  return Object.values(await statesOf(stack)).every(state => state === "UP");
}
