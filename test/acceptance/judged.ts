import type { Reading } from '#app/catalog';
import { type Answers, type CompareOptions, type Comparison, compare, scopeOf } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';

/** Code and a database compared as a session does it: what differs in text is asked until nothing is left to ask. */
export async function judged(
  shadow: Shadow,
  code: Reading,
  live: Reading,
  drizzle: DrizzleProject,
): Promise<Comparison> {
  const { schemaFilter, tablesFilter, roles, migrations } = drizzle;
  const scope = scopeOf({ readings: [code], schemaFilter, tablesFilter, roles, migrations });
  return judge(shadow, code, live, { scope });
}

/** Any two sources, within a scope, with everything that differs in text asked. */
export async function judge(
  shadow: Shadow,
  from: Reading,
  to: Reading,
  options: Omit<CompareOptions, 'answers'>,
): Promise<Comparison> {
  let answers: Answers = new Map();
  for (;;) {
    const comparison = compare(from, to, { ...options, answers });
    if (comparison.questions.length === 0) return comparison;
    answers = new Map([...answers, ...(await shadow.deparse(comparison.questions, UNWATCHED))]);
  }
}
