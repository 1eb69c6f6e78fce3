import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import { type YardstickPlan, yardsticks } from "./yardstick/yardsticks.ts";

export interface Selection {
  scenarios: Scenario[];
  yardsticks: YardstickPlan[];
}

interface Wanted {
  /** Rows by name; without them, all that the other flags leave. */
  names: string[] | undefined;
  quick: boolean;
  faults: boolean;
  /** Whether the stack is the bench's own, to do with as it likes. */
  isOwn: boolean;
}

/**
 * Picks what to run.
 *
 * @throws {Error} that names the row that there is not, or that a foreign site cannot be put through
 */
export function select({ names, ...wanted }: Wanted): Selection {
  for (const name of names ?? []) require(name, wanted);
  const isWanted = (row: Scenario) => (names ? names.includes(row.name) : isLeft(row, wanted));
  const isMeasured = (plan: YardstickPlan) =>
    names ? names.includes(plan.name) : wanted.isOwn && !wanted.quick;
  return {
    scenarios: scenarios.filter(isWanted).map(row => (wanted.quick ? shortened(row) : row)),
    yardsticks: yardsticks.filter(isMeasured),
  };
}

function require(name: string, { isOwn }: Pick<Wanted, "isOwn">): void {
  const scenario = scenarios.find(row => row.name === name);
  const isYardstick = yardsticks.some(plan => plan.name === name);
  if (!scenario && !isYardstick)
    throw new Error(`Cannot run ${JSON.stringify(name)}: --help lists what there is`);
  if (!isOwn && (isYardstick || (scenario && needsOwn(scenario))))
    throw new Error(`Cannot run ${JSON.stringify(name)} on a site that somebody else runs: leave out --url`);
}

function isLeft(row: Scenario, { quick, faults, isOwn }: Omit<Wanted, "names">): boolean {
  if (quick && row.quickS === undefined) return false;
  if (row.group === "faults") return faults;
  return isOwn || !needsOwn(row);
}

function needsOwn({ before, fault, publications, kills }: Scenario): boolean {
  return [before, fault, publications, kills].some(part => part !== undefined);
}

function shortened({ quickS, ...row }: Scenario): Scenario {
  return quickS === undefined ? row : { ...row, durationS: quickS };
}
