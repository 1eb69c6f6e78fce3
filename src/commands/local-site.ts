/** The site whose archive this machine can reach by itself: it is found by the same settings as the site's own. */
import { userInfo } from "node:os";
import { readConfig } from "../config.ts";
import { diffBundles } from "../publication/diff.ts";
import { FileWinsError, type Switched } from "../publication/publisher.ts";
import { formatProblem, formatRepair, type Problem } from "../resume/problem.ts";
import { readExpires } from "../routes/api/expires.ts";
import { createServices, type Services } from "../services.ts";
import { createLog } from "../telemetry/log.ts";
import { CommandError } from "./command-line.ts";
import type { Current, NewShare, Prepared, Site } from "./site.ts";

type Environment = Record<string, string | undefined>;

/** Everything that an instance has, and no visitors. What an instance logs, a command says by itself. */
export function openServices(environment: Environment, commandLine: readonly string[] = []): Services {
  return createServices(readConfig(environment, commandLine), createLog({ write: () => {}, pretty: false }));
}

/** @param options.strict whether what cannot be printed as it is stands against a publication */
export function openLocalSite(environment: Environment, { strict = false } = {}): Site {
  const services = openServices(environment, strict ? ["--strict"] : []);
  const { archive, config, editions: shown, publisher } = services;
  const { editions, shares } = archive;
  const who = whoIsThere(environment);

  const current = async (): Promise<Current> => {
    const latest = await editions.current();
    return { activation: latest?.id ?? 0, edition: latest?.edition };
  };

  const filesOf = async (id: number | undefined) => (id === undefined ? undefined : editions.filesOf(id));

  const versionsOf = async (id: number | undefined) => {
    const source = id === undefined ? undefined : await publisher.sourceOf(id);
    return source?.versions.flatMap(({ name }) => name ?? []);
  };

  return {
    origin: config.siteUrl?.origin,
    current,
    edition: id => editions.get(id),
    editions: page => editions.list(page),
    async prepare(bundle): Promise<Prepared> {
      if (config.isResumeNamed) throw new FileWinsError(config.resume);
      const now = await current();
      const publication = await publisher.prepare(bundle);
      if (!publication.ok) return { ok: false, problems: publication.problems.map(inWords) };
      // So that it need not be printed again when it is published.
      shown.swap(publication.edition);
      const { edition, repairs, warnings } = publication;
      const changes = await diffBundles(await filesOf(now.edition), bundle);
      return { ok: true, name: edition.name, repairs: repairs.map(formatRepair), warnings, changes };
    },
    async publish(bundle, options) {
      const published = await publisher.publish(bundle, { ...options, who });
      if (!published.ok) throw refused(published.problems);
      return published.added.edition;
    },
    async compare(id) {
      const [was, is] = await Promise.all([current().then(({ edition }) => filesOf(edition)), filesOf(id)]);
      return is ? diffBundles(was, is) : [];
    },
    previous: () => editions.previous(),
    async activate(id, expected) {
      done(await publisher.activate(id, { who, expected }), `There is no edition ${id}`);
    },
    async rollback(expected) {
      const switched = await publisher.rollback({ who, expected });
      return done(switched, "There is no edition to go back to").activation.edition;
    },
    async share(link: NewShare) {
      if (link.edition !== undefined && !(await editions.get(link.edition)))
        throw new CommandError(`There is no edition ${link.edition}: \`bun run editions\` lists them`);
      const names = await versionsOf(link.edition ?? (await current()).edition);
      if (link.version !== undefined && names && !names.includes(link.version))
        throw new CommandError(`Cannot share ${link.version}: ${namesInWords(names)}`);
      const expires = readExpires(link.expires, await archive.now()) ?? link.expires;
      const created = await shares.create({ ...link, expires, who });
      return { link: created.link, address: `${config.siteUrl?.origin ?? ""}/s/${created.text}/` };
    },
    shares: () => shares.list(),
    revokeShare: id => shares.revoke(id),
    [Symbol.asyncDispose]: () => services.close(),
  };
}

function inWords(problem: Problem | string): string {
  return typeof problem === "string" ? problem : formatProblem(problem);
}

function refused(problems: readonly (Problem | string)[]): CommandError {
  return new CommandError(problems.map(inWords).join("\n"));
}

function done(switched: Switched | undefined, message: string): Switched & { ok: true } {
  if (!switched) throw new CommandError(message);
  if (!switched.ok) throw refused(switched.problems);
  return switched;
}

function namesInWords(names: readonly string[]): string {
  return names.length === 0 ? "the résumé has no versions" : `there is ${names.join(", ")}`;
}

/** For the archive: who published it. A container's user need not have a name. */
function whoIsThere({ USER, LOGNAME }: Environment): string {
  const name = USER || LOGNAME || userInfo().username;
  // What Bun says where nobody has told it.
  return name === "unknown" ? `user ${process.getuid?.() ?? name}` : name;
}
