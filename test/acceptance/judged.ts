import type { Reading } from '#app/catalog';
import { type Answers, type Comparison, compare, scopeOf } from '#app/compare';
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
  let answers: Answers = new Map();
  for (;;) {
    const comparison = compare(code, live, { answers, scope });
    if (comparison.questions.length === 0) return comparison;
    answers = new Map([...answers, ...(await shadow.deparse(comparison.questions, UNWATCHED))]);
  }
}
