import type { MigrationFile } from '#app/catalog';
import { migrationFacts, originOfFile } from '../facts/migrations.ts';
import { plural } from '../facts/say.ts';
import { fileObject } from '../finding.ts';
import type { FindingDraft, NotEvaluated, Rule } from '../rule.ts';

/** Where Drizzle never migrated the database at all, that is one finding. */
export const migrationNotApplied: Rule = {
  id: 'migration-not-applied',
  title: 'A migration that the database has not, or will never have',
  severity: 'high',
  dimension: 'operations',
  needs: [['migrations', 'live']],
  fix: [],
  evaluate(context): readonly FindingDraft[] | NotEvaluated {
    const facts = migrationFacts(context);
    if (facts?.database === 'missing') return neverMigrated(facts.folder, facts.files);
    if (facts?.database !== 'read') return { notEvaluated: 'The live database’s table of migrations was not read.' };
    return facts.files.flatMap((file): readonly FindingDraft[] => {
      if (file.state !== 'not-applied' && file.state !== 'will-be-skipped') return [];
      const isSkipped = file.state === 'will-be-skipped';
      return [
        {
          object: fileObject(file.path),
          message: isSkipped
            ? `${file.path} will never run on the database: it is older than the newest migration that was applied, and drizzle-orm 0.x skips it.`
            : `${file.path} has not run on the database.`,
          evidence: [
            {
              text: `The table of migrations has no row for it (${plural(file.statements, 'statement')}).`,
              origin: originOfFile(file.path),
            },
          ],
          origins: [originOfFile(file.path)],
        },
      ];
    });
  },
};

function neverMigrated(folder: string, files: readonly MigrationFile[]): readonly FindingDraft[] {
  if (files.length === 0) return [];
  return [
    {
      object: fileObject(folder),
      message: `Drizzle never migrated the database: none of the ${plural(files.length, 'migration')} of ${folder} is noted there, and the migrator would begin with the first.`,
      evidence: [{ text: 'The database has no table of migrations, or an empty one.' }],
      origins: [originOfFile(folder)],
    },
  ];
}
