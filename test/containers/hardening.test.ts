import { describe, expect, test } from "bun:test";
import manifest from "../../package.json" with { type: "json" };
import { readServices, readText } from "./files.ts";

const services = readServices();
const containerfile = readText("Containerfile");

describe.each([...services])("compose: %s", (name, service) => {
  test("can write to nothing of the image, gain no rights, and take no more than it is given", () => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      restart: "unless-stopped",
      pids_limit: expect.stringContaining("PIDS_LIMIT"),
      mem_limit: expect.stringMatching(/^\$\{\w+_MEMORY:-\d+[mg]\}$/),
      cpus: expect.stringMatching(/^\$\{\w+_CPUS:-\d\}$/),
      logging: { options: { "max-size": expect.any(String), "max-file": expect.any(String) } },
    });
  });

  test("is not root, by number", () => {
    if (service.build) expect(containerfile).toMatch(/^USER 1000:1000$/m);
    else expect(service.user).toMatch(/^(\$\{\w+_USER:-)?[1-9]\d*:\d+\}?$/);
  });

  test("has an image of one version, from a named registry", () => {
    if (!service.build) expect(service.image).toMatch(/^docker\.io\/[\w/]+:v?\d+\.\d+(\.\d+)?$/);
  });

  test("reads the project's files and changes none", () => {
    const binds = (service.volumes ?? []).filter(volume => /^(\.|\$)/.test(volume));
    for (const bind of binds) expect(bind).toEndWith(":ro,z");
  });

  test("is healthy or not", () => {
    // The exporter's image has no program that could ask. The Containerfile's check does not count: see compose.yaml.
    if (name === "redis-exporter") return expect(service.healthcheck).toBeUndefined();
    const check = service.healthcheck?.test ?? [];
    // A string is a shell's line. podman-compose 1.3 hands a list to a shell too, unquoted.
    if (typeof check === "string") return expect(check).toMatch(/^(bash|bun) /);
    expect(check[0]).toBe("CMD");
    for (const word of check) expect(word).toMatch(/^[\w./:=-]+$/);
  });

  // podman-compose 1.3 gives a part "${MAXCONN:-12000}" as it stands where that is MAXCONN's own value.
  test("is given no variable by way of itself", () => {
    for (const entry of service.environment ?? []) {
      const [name = "", value = ""] = entry.split("=");
      expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(value).not.toContain(`\${${name}`);
    }
  });

  test("waits for nobody", () => {
    expect(service.depends_on).toBeUndefined();
  });
});

describe("compose: networks", () => {
  const on = (network: string) =>
    [...services].filter(([, { networks }]) => networks.includes(network)).map(([name]) => name);

  test("the world reaches the edge alone; the operator's ports are on loopback", () => {
    expect(on("public")).toEqual(["edge"]);
    const ports = [...services].flatMap(([name, service]) =>
      (service.ports ?? []).map(port => `${name} ${port.replace(/\$\{(\w+):-\d+\}/, "$1")}`),
    );
    expect(ports.filter(port => !port.includes(" 127.0.0.1:"))).toEqual([
      "edge HTTP_PORT:8080",
      "edge HTTPS_PORT:8443",
      "edge HTTPS_PORT:8443/udp",
    ]);
  });

  test("Redis is seen by the instances and its exporter alone", () => {
    expect(on("cache")).toEqual(["app", "redis", "redis-exporter"]);
  });

  test("PostgreSQL is seen by the instances alone, and so is the password for it", () => {
    expect(on("archive")).toEqual(["app", "postgres"]);
    const sees = [...services].flatMap(([name, { volumes = [] }]) =>
      volumes.filter(volume => volume.startsWith("password:")).map(volume => `${name} ${volume}`),
    );
    expect(sees).toEqual(["app password:/var/tmp:ro", "postgres password:/var/tmp"]);
  });

  test("a name has one address for each instance: edge and instances share one network", () => {
    const { networks: edge = [] } = services.get("edge") ?? {};
    const { networks: app = [] } = services.get("app") ?? {};
    expect(edge.filter(network => app.includes(network))).toEqual(["backend"]);
  });
});

describe("PostgreSQL", () => {
  test("lets nobody in over the network without a password", () => {
    const rules = readText("postgres/pg_hba.conf")
      .split("\n")
      .filter(line => line !== "" && !line.startsWith("#"))
      .map(line => line.split(/ +/));
    expect(rules.map(([type, , user, ...rest]) => [type, user, rest.at(-1)])).toEqual([
      ["local", "all", "peer"],
      ["host", "vitae", "scram-sha-256"],
    ]);
  });

  test("keeps what is asked of it out of its log", () => {
    const settings = readText("postgres/postgresql.conf");
    for (const line of ["log_error_verbosity = terse", "log_min_error_statement = panic"])
      expect(settings.split("\n")).toContain(line);
  });
});

test("no password stands in any of these files", () => {
  for (const file of ["compose.yaml", ".env.example", "postgres/start", "postgres/postgresql.conf"])
    expect(readText(file)).not.toMatch(/PASSWORD[=:] ?['"]?[A-Za-z0-9]/i);
});

describe("Containerfile", () => {
  const lines = containerfile.split("\n");

  test("has the Bun that the project pins, in every stage", () => {
    const images = lines.filter(line => line.startsWith("FROM ")).map(line => line.split(" ")[1]);
    expect(new Set(images)).toEqual(new Set([`docker.io/oven/bun:${manifest.dependencies.bun}-slim`]));
    expect(images.length).toBeGreaterThan(1);
  });

  test("labels the image with the program's version, description and licence", () => {
    expect(containerfile).toContain(`image.version="${manifest.version}"`);
    expect(containerfile).toContain(`image.description="${manifest.description}"`);
    expect(containerfile).toContain(`image.licenses="${manifest.license}"`);
  });

  test("needs no shell to run", () => {
    expect(lines.filter(line => /^(ENTRYPOINT|CMD) /.test(line)).every(line => /^\w+ \["/.test(line))).toBe(
      true,
    );
    expect(containerfile).toMatch(/^HEALTHCHECK .*\\\n +CMD \["bun"/m);
  });

  test("installs what the lockfile says, and nothing for developers", () => {
    expect(containerfile).toContain("bun install --frozen-lockfile --production");
  });

  test("copies what .dockerignore lets through, and nothing of tests, tools or bench", () => {
    const allowed = readText(".dockerignore")
      .split("\n")
      .filter(line => line.startsWith("!"))
      .map(line => line.slice(1));
    const copied = lines
      .filter(line => line.startsWith("COPY ") && !line.includes("--from="))
      .flatMap(line => line.split(" ").slice(1, -1));
    expect(new Set(copied)).toEqual(new Set(allowed));
    expect(readText(".dockerignore").split("\n")).toContain("*");
    expect(copied.filter(path => /^(test|tools|bench|haproxy|observability|\.)/.test(path))).toEqual([]);
  });
});
