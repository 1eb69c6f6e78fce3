/** What the stack is measured by: the same bytes from a server that people know, in the same run. */

export type Server = "edge" | "instance" | "nginx bare" | "nginx same job" | "Bun.serve";

export interface YardstickPlan {
  /** What `--scenario` takes. */
  name: string;
  /** For a reader. */
  title: string;
  ours: Server;
  theirs: Server;
  connections: number;
  /** Least ratio of requests/s, ours to theirs. */
  leastRatio: number;
  /** Most that our p99 may be, as a multiple of theirs. @default it is not judged */
  mostP99Ratio?: number;
}

export const yardsticks: readonly YardstickPlan[] = [
  {
    name: "home-against-nginx-same-job",
    title: "Home page, 64 connections, against nginx doing the same job",
    ours: "edge",
    theirs: "nginx same job",
    connections: 64,
    leastRatio: 1,
  },
  {
    name: "home-against-nginx-bare",
    title: "Home page, 64 connections, against bare nginx",
    ours: "edge",
    theirs: "nginx bare",
    connections: 64,
    leastRatio: 0.85,
  },
  {
    name: "home-10000-against-nginx-bare",
    title: "Home page, 10,000 open connections, against bare nginx",
    ours: "edge",
    theirs: "nginx bare",
    connections: 10_000,
    leastRatio: 1,
    mostP99Ratio: 1,
  },
  {
    name: "instance-against-bun",
    title: "One instance alone, 64 connections, against a bare Bun.serve static route",
    ours: "instance",
    theirs: "Bun.serve",
    connections: 64,
    leastRatio: 0.7,
  },
];
