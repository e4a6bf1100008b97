import { type MarkedStatement, MIGRATIONS, marked, numbered, ofMark } from '../facts/migrations.ts';
import { remedy } from '../remedy.ts';
import type { Rule } from '../rule.ts';

/** As the table stands when the statement comes: a name that is right before a rename is right. */
export const migrationColumnCase: Rule = {
  id: 'migration-column-case',
  title: 'A migration names a column in another spelling than the table has',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return numbered(marked(context, 'migration-column-case', { appliedToo: true })).map(({ found, number }) => ({
      ...ofMark(found),
      // One statement may name several.
      discriminator: `${found.file.tag}:${found.statement.origin.statement ?? 0}:${number}`,
      evidence: [{ text: OUTCOMES[found.statement.outcome] }],
      remedy: remedy({
        title: 'Write the column as the table has it',
        advice: 'In a file that was applied, put it right in a new migration: the text of the old one must stay.',
      }),
    }));
  },
};

const OUTCOMES: Readonly<Record<MarkedStatement['statement']['outcome'], string>> = {
  ran: 'The statement ran, without what it meant this column for.',
  failed: 'The statement fails when the migrations are replayed from empty.',
  'no-effect': 'The statement ran and had no effect: its condition was false.',
  'not-run': 'The statement was not run in the replay.',
};
