import type { Entry } from "./schema.ts";

export interface Employer {
  name?: string;
  /** One after the other, as the résumé has them. */
  roles: [Entry<"work">, ...Entry<"work">[]];
}

/** Groups jobs that follow each other at the same employer. One who left and came back is two groups, as it was. */
export function groupByEmployer(work: readonly Entry<"work">[]): Employer[] {
  const employers: Employer[] = [];
  for (const role of work) {
    const last = employers.at(-1);
    if (role.name !== undefined && role.name === last?.name) last.roles.push(role);
    else employers.push({ ...(role.name !== undefined && { name: role.name }), roles: [role] });
  }
  return employers;
}
