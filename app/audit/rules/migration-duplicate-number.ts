import { folderProblems, MIGRATIONS, migrationFacts, originOfFile } from '../facts/migrations.ts';
import { sayList } from '../facts/say.ts';
import { fileObject } from '../finding.ts';
import type { FindingDraft, Rule } from '../rule.ts';

const STRAYS: ReadonlySet<string> = new Set(['migration-not-in-journal']);

/** Files that are in no journal count: by them a branch or a hand shows. Names without a number have none to share. */
export const migrationDuplicateNumber: Rule = {
  id: 'migration-duplicate-number',
  title: 'Two migrations with one number',
  severity: 'high',
  dimension: 'operations',
  needs: MIGRATIONS,
  fix: [],
  evaluate(context) {
    const facts = migrationFacts(context);
    if (!facts) return [];
    const strays = folderProblems(context, STRAYS).flatMap(({ origin }) => origin?.file ?? []);
    const paths = [...facts.files.map(({ path }) => path), ...strays.filter((path) => path.endsWith('.sql'))];
    const byNumber = new Map<string, string[]>();
    for (const path of new Set(paths)) {
      const number = numberOf(path, facts.folder);
      if (number !== null) byNumber.set(number, [...(byNumber.get(number) ?? []), path]);
    }
    return [...byNumber].flatMap(([number, same]): readonly FindingDraft[] => {
      const [first = '', ...others] = same.sort();
      if (others.length === 0) return [];
      return [
        {
          object: fileObject(others.at(-1) ?? first),
          discriminator: number,
          message: `${same.length} migrations are numbered ${number}: ${sayList(same)}. Which one runs first is for the journal alone to say, as after two branches were merged.`,
          evidence: same.map((path) => ({
            text: strays.includes(path)
              ? `${path} is in no journal: the migrator never runs it.`
              : `${path} is run by the migrator.`,
            origin: originOfFile(path),
          })),
          origins: same.map((path) => originOfFile(path)),
        },
      ];
    });
  },
};

/** The number or time at the front of a file's name, or of its folder's. */
function numberOf(path: string, folder: string): string | null {
  return /^(\d+)[_-]/.exec(path.slice(folder.length + 1))?.[1] ?? null;
}
