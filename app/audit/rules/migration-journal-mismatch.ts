import type { Problem } from '#app/catalog';
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

/** How many of the entries that one misdated entry puts out of order are shown. */
const SHOWN = 5;

/** A migration without a snapshot is written by hand: that alone is no fault of the folder. */
export const migrationJournalMismatch: Rule = {
  id: 'migration-journal-mismatch',
  title: 'Files, journal and snapshots that do not fit together',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: [],
  evaluate(context) {
    const groups = new Map<string, Problem[]>();
    for (const problem of folderProblems(context, CODES)) {
      const { code, origin } = problem;
      if (!origin?.file) continue;
      // One entry with a time in the future puts all behind it out of order.
      const key = `${code} ${origin.file} ${code === 'journal-out-of-order' ? '' : groups.size}`;
      groups.set(key, [...(groups.get(key) ?? []), problem]);
    }
    return [...groups.values()].map(draftOf);
  },
};

function draftOf(problems: readonly Problem[]): FindingDraft {
  const [first, ...others] = problems as readonly [Problem, ...Problem[]];
  const { code, message, remedy, origin } = first;
  const file = origin?.file ?? '';
  const isOne = others.length === 0;
  const told = problems.flatMap((problem) =>
    problem.origin ? [{ text: problem.message, origin: problem.origin }] : [],
  );
  return {
    object: fileObject(file),
    discriminator: origin?.line === undefined ? code : `${code}:${origin.line}`,
    message: isOne
      ? message
      : `${file}: ${problems.length} entries are older (when) than one before them: drizzle-orm 0.x skips them for ever on a database that already ran that one.`,
    evidence: isOne
      ? remedy === null || !origin
        ? []
        : [{ text: remedy, origin }]
      : [
          ...told.slice(0, SHOWN),
          ...(told.length > SHOWN ? [{ text: `And ${told.length - SHOWN} more.` }] : []),
          { text: 'Give each a time after those before it, or correct the one whose time is in the future.' },
        ],
    origins: told.map((one) => one.origin),
  };
}
