import { groupByEmployer } from "../resume/employers.ts";
import type { PublicResume } from "../resume/schema.ts";
import { type Field, fieldsOf } from "./fields.ts";

/**
 * What a reader of the page must find, in the order in which they read it. An entry's address is where its title leads to, and
 * jobs that follow each other at one employer stand below its name.
 */
export function pageFieldsOf(resume: PublicResume): Field[] {
  const fields = fieldsOf(resume).filter(({ path }) => !path.endsWith("].url"));
  const jobs = Map.groupBy(fields, ({ path }) => /^work\[\d+\]/.exec(path)?.[0]);
  const start = fields.findIndex(({ path }) => path.startsWith("work["));
  if (start === -1) return fields;
  const work = employments(resume, jobs);
  const end = fields.findLastIndex(({ path }) => path.startsWith("work[")) + 1;
  return [...fields.slice(0, start), ...work, ...fields.slice(end)];
}

/** @param jobs the fields of each, by its path */
function employments({ work = [] }: PublicResume, jobs: ReadonlyMap<string | undefined, Field[]>): Field[] {
  let index = 0;
  return groupByEmployer(work).flatMap(({ roles }) => {
    const [first = [], ...others] = roles.map(() => jobs.get(`work[${index++}]`) ?? []);
    return others.length === 0 ? first : career(first, others);
  });
}

/** What is said of the employer stands once, before all that was done there. */
function career(first: Field[], others: Field[][]): Field[] {
  const employer = first.filter(isOfEmployer);
  const said = new Set(employer.map(keyOf));
  const isNew = (field: Field) => !said.has(keyOf(field));
  return [...employer, ...[first, ...others].flatMap(role => role.filter(isNew))];
}

function isOfEmployer({ path }: Field): boolean {
  return /^work\[\d+\]\.(?:name|location|description)$/.test(path);
}

/** The same for the same text in the same part of another job. */
function keyOf({ path, texts }: Field): string {
  return `${path.slice(path.indexOf("."))} ${texts[0]}`;
}
