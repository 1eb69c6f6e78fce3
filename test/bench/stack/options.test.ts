import { describe, expect, test } from "bun:test";
import { readOptions } from "../../../bench/stack/options.ts";
import { describeClashes, describeTaken } from "../../../bench/stack/ports.ts";
import { describeMissing } from "../../../bench/stack/servers.ts";

describe("readOptions", () => {
  test("without anything: four instances, the ports of compose, and the project's archive, which says what they serve", () => {
    const { ports, resume, data, verbose, siteUrl } = readOptions([], {});
    expect(ports).toMatchObject({ http: 8080, https: 8443, stats: 8404, prometheus: 9090 });
    expect(ports.instances).toEqual([3001, 3002, 3003, 3004]);
    expect(resume).toBeUndefined();
    expect(data).toEndWith("/data");
    expect([verbose, siteUrl]).toEqual([false, undefined]);
  });

  test("the command line wins over a variable", () => {
    const { ports, resume } = readOptions(["--instances", "2", "/me.yaml"], {
      INSTANCES: "8",
      RESUME: "you.json",
    });
    expect(ports.instances).toHaveLength(2);
    expect(resume).toBe("/me.yaml");
  });

  test("a variable moves each port, and reaches every part", () => {
    const environment = { HTTP_PORT: "1080", INSTANCE_PORT: "4001", INSTANCES: "2", LIMIT_REQUESTS: "7" };
    const { ports, env } = readOptions([], environment);
    expect(ports).toMatchObject({ http: 1080, instances: [4001, 4002] });
    expect(env.LIMIT_REQUESTS).toBe("7");
  });

  test("an empty variable counts as unset, for the parts too: HAProxy would take it at its word", () => {
    const { ports, env } = readOptions([], { HTTP_PORT: "", LIMIT_REQUESTS: "" });
    expect(ports.http).toBe(8080);
    expect("LIMIT_REQUESTS" in env).toBe(false);
  });

  test("Redis and the exporters get ports that nobody uses, unless a variable says which", () => {
    const { ports } = readOptions([], { REDIS_PORT: "6379" });
    expect(ports.redis).toBe(6379);
    expect(ports.exporter).toBeGreaterThan(1024);
    expect(ports.exporter).not.toBe(ports.redisExporter);
  });
});

test("describeTaken names the ports that are taken and the variable that changes each", () => {
  using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { ports } = readOptions(["--instances", "1"], { STATS_PORT: String(listener.port), HTTP_PORT: "1" });
  const free = { ...ports, https: 0, http: 0, prometheus: 0, instances: [0] };
  expect(describeTaken(free)).toEqual([`port ${listener.port} is taken; set STATS_PORT to a free one`]);
  const both = { ...free, stats: 0, instances: [listener.port, listener.port] };
  expect(describeTaken(both)).toEqual([
    `ports ${listener.port}, ${listener.port} are taken; set INSTANCE_PORT to the first of 2 free ones`,
  ]);
});

test("describeTaken looks where visitors will reach the edge", () => {
  using listener = Bun.listen({ hostname: "127.0.0.2", port: 0, socket: { data() {} } });
  const { ports } = readOptions(["--instances", "1"], {});
  const free = { ...ports, http: listener.port, https: 0, stats: 0, prometheus: 0, instances: [0] };
  expect(describeTaken(free)).toEqual([]);
  for (const address of ["127.0.0.2", "0.0.0.0"])
    expect(describeTaken(free, address)).toEqual([
      `port ${listener.port} is taken; set HTTP_PORT to a free one`,
    ]);
});

describe("describeClashes names both variables", () => {
  test.each([
    [{ HTTP_PORT: "8404" }, "HTTP_PORT and STATS_PORT both take port 8404; set one to another"],
    [{ INSTANCE_PORT: "8401" }, "STATS_PORT and INSTANCE_PORT both take port 8404; set one to another"],
  ])("%j", (environment, message) => {
    expect(describeClashes(readOptions([], environment).ports)).toEqual([message]);
  });

  test("and has nothing to say of ports that differ", () => {
    expect(describeClashes(readOptions([], {}).ports)).toEqual([]);
  });
});

test("describeMissing says what goes without a server, and the command that installs it", () => {
  expect(describeMissing("redis-server")).toMatch(
    /^redis-server is not installed: the instances .+\. Install it: apt-get install .* redis-server$/,
  );
});
