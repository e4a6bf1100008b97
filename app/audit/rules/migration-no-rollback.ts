import { byFile, MIGRATIONS, markEvidence, marked, originOfMark, sayLines } from '../facts/migrations.ts';
import { fileObject } from '../finding.ts';
import { remedy } from '../remedy.ts';
import type { Rule } from '../rule.ts';

/** Of most migrations the way back can be derived; only those are told of which it cannot, and that bring none of their own. */
export const migrationNoRollback: Rule = {
  id: 'migration-no-rollback',
  title: 'A migration that nothing takes back',
  severity: 'medium',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return byFile(marked(context, 'migration-no-rollback', { appliedToo: true }))
      .filter(({ file }) => file.down === undefined)
      .map(({ file, marks }) => ({
        object: fileObject(file.path),
        message: `${file.path} has no down script, and none can be derived without loss from ${sayLines(marks)}.`,
        evidence: markEvidence(marks),
        origins: marks.slice(0, 1).map(originOfMark),
        remedy: remedy({
          title: `Write ${file.tag}.down.sql`,
          advice: 'What is lost has to be kept elsewhere first: in a table beside, or in a backup that is named there.',
        }),
      }));
  },
};
