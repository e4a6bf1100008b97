import { appliedEvidence, MIGRATIONS, marked, ofMark } from '../facts/migrations.ts';
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
    return marked(context, 'migration-loses-data').map((found, index, all) => ({
      ...ofMark(found),
      // One statement may drop several.
      discriminator: `${found.file.tag}:${found.statement.origin.statement ?? 0}:${all.slice(0, index).filter(({ statement }) => statement === found.statement).length + 1}`,
      evidence: [
        ...(found.mark.table === null ? [] : sizeFacts(context, found.mark.table)),
        ...appliedEvidence(found.file),
        ...(found.file.down === undefined ? [] : [{ text: `${found.file.down} takes it back, without the rows.` }]),
      ],
    }));
  },
};
