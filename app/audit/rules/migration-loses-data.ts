import { appliedEvidence, MIGRATIONS, marked, numbered, ofMark } from '../facts/migrations.ts';
import { sizeFacts } from '../facts/statistics.ts';
import type { Rule } from '../rule.ts';

/** Of files that are still to run. What the same file made holds nothing yet, and chosen rows are deleted on purpose. */
export const migrationLosesData: Rule = {
  id: 'migration-loses-data',
  title: 'A migration that loses data',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: [],
  evaluate(context) {
    return numbered(marked(context, 'migration-loses-data')).map(({ found, number }) => ({
      ...ofMark(found),
      // One statement may drop several.
      discriminator: `${found.file.tag}:${found.statement.origin.statement ?? 0}:${number}`,
      evidence: [
        ...(found.mark.table === null ? [] : sizeFacts(context, found.mark.table)),
        ...appliedEvidence(found.file),
        ...(found.file.down === undefined ? [] : [{ text: `${found.file.down} takes it back, without the rows.` }]),
      ],
    }));
  },
};
