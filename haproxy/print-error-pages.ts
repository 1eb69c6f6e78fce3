// `bun haproxy/print-error-pages.ts`: writes haproxy/errors/*.http anew, after a change of the page's look or of the security headers.
import { join } from "node:path";
import { printErrorPages } from "./error-pages.ts";

for (const [name, text] of printErrorPages()) await Bun.write(join(import.meta.dir, "errors", name), text);
