import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The first day that a ZIP archive knows, in local time, which is how its format has it. */
const noTime = new Date(1980, 0, 1);

/** What the library calls a link: `rId` and a random name of 21 letters. */
const linkName = / Id="(rId[\w-]{21})"/g;

/**
 * Takes out of a document what differs from one writing to the next: the clock, and the random names of its links.
 *
 * @param modified when the résumé was last changed
 */
export function settle(bytes: Uint8Array, modified: Date | undefined): Uint8Array {
  const files = unzipSync(bytes);
  const edit = (path: string, change: (xml: string) => string) => {
    const file = files[path];
    if (file) files[path] = strToU8(change(strFromU8(file)));
  };
  const names = new Map<string, string>();
  edit("word/_rels/document.xml.rels", xml =>
    xml.replaceAll(linkName, (_, name: string) => {
      names.set(name, `link${names.size + 1}`);
      return ` Id="${names.get(name)}"`;
    }),
  );
  edit("word/document.xml", xml =>
    xml.replaceAll(/ r:id="([^"]+)"/g, (whole, name: string) =>
      names.has(name) ? ` r:id="${names.get(name)}"` : whole,
    ),
  );
  edit("docProps/core.xml", xml => dated(xml, modified));
  return zipSync(files, { level: 9, mtime: noTime });
}

function dated(xml: string, modified: Date | undefined): string {
  return xml.replaceAll(/(<dcterms:(\w+)[^>]*>)[^<]*(<\/dcterms:\2>)/g, (_, start, _name, end) =>
    modified ? `${start}${modified.toISOString()}${end}` : "",
  );
}
