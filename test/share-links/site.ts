/** A site with an archive of its own, and share links to what is published there. */
import { join } from "node:path";
import { createApp } from "../../src/app.ts";
import type { Archive, NewShareLink } from "../../src/archive/archive.ts";
import { readConfig } from "../../src/config.ts";
import { createServices, type Services } from "../../src/services.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { fixture } from "../support/fixture.ts";

export interface ShareSite extends AsyncDisposable {
  services: Services;
  /** What was logged, line by line. */
  lines: string[];
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>;
  /** Archives files by their names, and shows them where `activate` says so. Gives the edition's number. */
  publish(files: Record<string, object | Uint8Array>, activate?: boolean): Promise<number>;
  /** Makes a share link. Gives the text of its address, and its number. */
  share(link?: Partial<NewShareLink>): Promise<{ text: string; id: number }>;
}

export interface ShareSiteOptions {
  environment?: Record<string, string>;
  /** Stands in front of the archive's share links. */
  shares?: Partial<Archive["shares"]>;
}

export async function startShareSite({ environment, shares }: ShareSiteOptions = {}): Promise<ShareSite> {
  const folder = fixture({ "resume.json": "{}" });
  const lines: string[] = [];
  const log = createLog({ write: line => lines.push(line), pretty: false });
  const config = readConfig({ DATA: join(folder.path, "data"), ...environment });
  const own = createServices(config, log);
  await own.archive.tried;
  // Its state is what it is by now.
  const archive = { ...own.archive, shares: { ...own.archive.shares, ...shares } };
  const services = { ...own, archive };
  const { fetch } = await createApp(services);
  return {
    services,
    lines,
    get: async (path, headers = {}, method = "GET") =>
      fetch(new Request(`http://localhost${path}`, { headers, method })),
    async publish(files, activate = true) {
      const bytes = Object.entries(files).map(([name, content]) => [name, bytesOf(content)] as const);
      const bundle = { base: "resume.json", files: new Map(bytes) };
      const published = await own.publisher.publish(bundle, { who: "ada", activate });
      if (!published.ok) throw new Error(`Cannot publish: ${JSON.stringify(published.problems)}`);
      return published.added.edition.id;
    },
    async share(link = {}) {
      const { link: made, text } = await own.archive.shares.create({ ...lasting(), ...link });
      return { text, id: made.id };
    },
    async [Symbol.asyncDispose]() {
      await own.close();
      folder[Symbol.dispose]();
    },
  };
}

function bytesOf(content: object | Uint8Array): Uint8Array {
  return content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content));
}

function lasting(): NewShareLink {
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  return { name: "Babbage", who: "ada", edition: undefined, version: undefined, reveal: [], expires };
}
