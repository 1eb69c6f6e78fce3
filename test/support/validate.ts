/** The Nu validator, which knows HTML, SVG and CSS. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { programOf } from "./needs.ts";

export interface Message {
  type: string;
  url: string;
  message: string;
}

const jar = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");

/** For a run of seconds: compiled quickly rather than well, which takes more stack than the validator has by default. */
const java = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"];

const options = [
  "--format",
  "json",
  "--stdout",
  "--exit-zero-always",
  "--also-check-svg",
  "--also-check-css",
];

/** Every message of the validator on files: errors, warnings and remarks. For use inside `describeWith("java", …)`. */
export async function validate(files: string[]): Promise<Message[]> {
  const { code, output } = await run([programOf("java"), ...java, "-jar", jar, ...options, ...files]);
  if (code !== 0) throw new Error(`Cannot run the validator: it ended with ${code}\n${output}`);
  // What its manual documents as its output.
  return (JSON.parse(output) as { messages: Message[] }).messages;
}
