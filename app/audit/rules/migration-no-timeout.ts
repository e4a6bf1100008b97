import { appliedEvidence, byFile, MIGRATIONS, markEvidence, marked, originOfMark } from '../facts/migrations.ts';
import { fileObject } from '../finding.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** One finding for each file that is still to run: a limit holds until its transaction ends. */
export const migrationNoTimeout: Rule = {
  id: 'migration-no-timeout',
  title: 'A dangerous lock without lock_timeout',
  severity: 'low',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: ['sql'],
  evaluate(context) {
    return byFile(marked(context, 'migration-no-timeout')).flatMap(({ file, marks }): readonly FindingDraft[] => {
      const [first] = marks;
      if (!first) return [];
      return [
        {
          object: fileObject(file.path),
          message: `${file.path}:${first.mark.line} takes its lock without a lock_timeout: behind one long query it stops everybody who comes after it.`,
          evidence: [...markEvidence(marks), ...appliedEvidence(file)],
          origins: [originOfMark(first)],
          remedy: remedy({
            title: "Begin the migration with SET LOCAL lock_timeout = '5s'",
            advice: 'It fails then instead of waiting, and is run again at a quieter time.',
          }),
        },
      ];
    });
  },
};
