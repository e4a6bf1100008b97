import { migrationFacts, originOfFile } from '../facts/migrations.ts';
import { fileObject } from '../finding.ts';
import type { FindingDraft, Rule } from '../rule.ts';

export const migrationEditedAfterApply: Rule = {
  id: 'migration-edited-after-apply',
  title: 'A migration that was changed after the database ran it',
  severity: 'high',
  dimension: 'operations',
  needs: [['migrations', 'live']],
  fix: [],
  evaluate(context) {
    const facts = migrationFacts(context);
    if (facts?.database !== 'read')
      return { notEvaluated: 'The live database’s table of migrations is missing or may not be read.' };
    return facts.files.flatMap(({ path, edited, hash }): readonly FindingDraft[] => {
      if (edited !== true) return [];
      return [
        {
          object: fileObject(path),
          message: `${path} was changed after the database ran it: the database has what it said before, and a new one gets what it says now.`,
          evidence: [
            {
              text: `Its hash is ${hash.slice(0, 12)}… and the database noted another one.`,
              origin: originOfFile(path),
            },
          ],
          origins: [originOfFile(path)],
        },
      ];
    });
  },
};
