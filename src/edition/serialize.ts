import { encodings } from "../http/encoding.ts";
import { strongEtag } from "../http/etag.ts";
import type { Encoded, Representation } from "../http/representation.ts";
import type { Edition, PrintedVersion } from "./edition.ts";

/** An edition without its bodies, which follow it one after the other. */
interface Manifest extends Omit<Edition, "versions" | "files" | "errorPages"> {
  versions: ManifestVersion[];
  files: [string, ManifestEntry][];
  errorPages: [number, ManifestEntry][];
}

interface ManifestVersion extends Omit<PrintedVersion, "representations"> {
  representations: [string, ManifestEntry][];
}

interface ManifestEntry extends Omit<Representation, "encoded"> {
  /** The encodings in the order of their bodies. */
  bodies: { encoding: (typeof encodings)[number]; etag: string; length: number }[];
}

const hashLength = 32;

/** An edition as bytes: a SHA-256 of what follows, the manifest's length (4 bytes, big endian), the manifest as JSON, the bodies. */
export function serialize(edition: Edition): Buffer {
  const bodies: Uint8Array[] = [];
  const describeAll = <Key>(all: ReadonlyMap<Key, Representation>) =>
    Array.from(all, ([key, value]): [Key, ManifestEntry] => [key, describe(value, bodies)]);
  const manifest: Manifest = {
    ...edition,
    versions: edition.versions.map(version => ({
      ...version,
      representations: describeAll(version.representations),
    })),
    files: describeAll(edition.files),
    errorPages: describeAll(edition.errorPages),
  };
  const json = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const content = Buffer.concat([length, json, ...bodies]);
  return Buffer.concat([sha256(content), content]);
}

/** @returns the edition; undefined when the bytes are not one, whole and untouched, with this id. */
export function deserialize(bytes: Buffer, id: string): Edition | undefined {
  const content = bytes.subarray(hashLength);
  if (bytes.length < hashLength + 4 || !sha256(content).equals(bytes.subarray(0, hashLength)))
    return undefined;
  try {
    return read(content, id);
  } catch {
    return undefined;
  }
}

function describe({ encoded, ...rest }: Representation, bodies: Uint8Array[]): ManifestEntry {
  const entry: ManifestEntry = { ...rest, bodies: [] };
  for (const encoding of encodings) {
    const one = encoded[encoding];
    if (!one) continue;
    bodies.push(one.body);
    entry.bodies.push({ encoding, etag: one.etag, length: one.body.byteLength });
  }
  return entry;
}

function read(content: Buffer, id: string): Edition {
  const end = 4 + content.readUInt32BE(0);
  // What has the right hash was written by serialize, so it has this shape.
  const manifest: Manifest = JSON.parse(content.toString("utf8", 4, end));
  if (manifest.id !== id) throw new RangeError(`another edition: ${manifest.id}`);
  const cut = cutter(content.subarray(end));
  const restoreAll = <Key>(all: [Key, ManifestEntry][]) =>
    new Map(all.map(([key, entry]) => [key, restore(entry, cut)]));
  return {
    ...manifest,
    versions: manifest.versions.map(version => ({
      ...version,
      representations: restoreAll(version.representations),
    })),
    files: restoreAll(manifest.files),
    errorPages: restoreAll(manifest.errorPages),
  };
}

function restore(
  { bodies, ...rest }: ManifestEntry,
  cut: (length: number) => Encoded["body"],
): Representation {
  const encoded: Partial<Representation["encoded"]> = {};
  for (const { encoding, etag, length } of bodies) {
    const body = cut(length);
    if (strongEtag(body) !== etag) throw new RangeError(`another body: ${etag}`);
    encoded[encoding] = { body, etag };
  }
  const { identity } = encoded;
  if (!identity) throw new RangeError("no identity");
  return { ...rest, encoded: { ...encoded, identity } };
}

/** Takes one piece after the other, each a copy of its own, so that the whole can be freed. */
function cutter(bytes: Buffer): (length: number) => Encoded["body"] {
  let start = 0;
  return length => {
    const piece = new Uint8Array(bytes.subarray(start, start + length));
    start += length;
    return piece;
  };
}

function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(new Bun.CryptoHasher("sha256").update(bytes).digest());
}
