import { folderProblems, MIGRATIONS } from '../facts/migrations.ts';
import { fileObject } from '../finding.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** What the reading of the folder tells of files, journal and snapshots that do not belong together. */
const CODES: ReadonlySet<string> = new Set([
  'journal-duplicate',
  'journal-entry-invalid',
  'journal-invalid',
  'journal-missing',
  'journal-out-of-order',
  'migration-missing',
  'migration-not-in-journal',
  'mixed-layouts',
  'snapshot-chain-broken',
  'snapshot-without-entry',
]);

/** A migration without a snapshot is written by hand: that alone is no fault of the folder. */
export const migrationJournalMismatch: Rule = {
  id: 'migration-journal-mismatch',
  title: 'Files, journal and snapshots that do not fit together',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: [],
  evaluate(context) {
    return folderProblems(context, CODES).flatMap(({ code, message, remedy, origin }): readonly FindingDraft[] => {
      if (!origin?.file) return [];
      return [
        {
          object: fileObject(origin.file),
          discriminator: origin.line === undefined ? code : `${code}:${origin.line}`,
          message,
          evidence: remedy === null ? [] : [{ text: remedy, origin }],
          origins: [origin],
        },
      ];
    });
  },
};
