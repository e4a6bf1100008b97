import { MIGRATIONS, marked, ofMark } from '../facts/migrations.ts';
import { remedy } from '../remedy.ts';
import type { Rule } from '../rule.ts';

/** Also of files that were applied: a new database stops there. Behind a COMMIT it would run, and is not told. */
export const migrationConcurrently: Rule = {
  id: 'migration-concurrently',
  title: 'CONCURRENTLY inside of Drizzle’s transaction',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return marked(context, 'migration-concurrently', { appliedToo: true }).map((found) => ({
      ...ofMark(found),
      evidence: [{ text: 'All pending files run in one transaction, whichever file a statement is in.' }],
      remedy: remedy({
        title: 'Take it out of the migration',
        advice:
          'Run it by hand on each database that is in use, and leave in the migration a form that does nothing where it is there: CREATE INDEX IF NOT EXISTS.',
      }),
    }));
  },
};
