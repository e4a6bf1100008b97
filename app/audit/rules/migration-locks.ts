import { FEW_ROWS } from '#app/plan';
import { appliedEvidence, MIGRATIONS, marked, ofMark } from '../facts/migrations.ts';
import { rowsOf, sizeFacts } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Tables of the same file and tables that are known to be small are locked for no time that anybody notices. */
export const migrationLocks: Rule = {
  id: 'migration-locks',
  title: 'A lock that others wait for while every row is read or written',
  severity: 'medium',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return marked(context, 'migration-locks').flatMap((found): readonly FindingDraft[] => {
      const { table } = found.mark;
      const rows = table === null ? null : rowsOf(context, table);
      if (rows !== null && rows < FEW_ROWS) return [];
      return [
        {
          ...ofMark(found),
          evidence: [...(table === null ? [] : sizeFacts(context, table)), ...appliedEvidence(found.file)],
          remedy: remedy({
            title: 'Draft it in steps that let others work',
            advice:
              'raingauge draft --online: constraints come NOT VALID and are validated later, indexes are built CONCURRENTLY by hand.',
          }),
        },
      ];
    });
  },
};
