import { CommandError, type ExitCode } from "./command-line.ts";
import { isAgreed, isAtTerminal, say } from "./terminal.ts";

/**
 * Asks whether to go on, unless that was said on the command line.
 *
 * @returns the exit code of a no; undefined for a yes
 * @throws CommandError where nobody can be asked
 */
export async function agree(question: string, yes: boolean): Promise<ExitCode | undefined> {
  if (yes) return undefined;
  if (!isAtTerminal())
    throw new CommandError(
      "Cannot ask whether to do this: this is no terminal; --yes does it without a question",
    );
  const answer = await isAgreed(question);
  if (answer === "yes") return undefined;
  if (answer === "interrupted") say();
  say("Nothing has changed");
  return answer === "interrupted" ? 130 : 1;
}
