import type { AppliedMigration, MigrationFacts, Problem, Reading } from '#app/catalog';
import { folderOf, GUESTS, type StatementSketch } from '../features/migrations/made-up-migrations.ts';
import { madeUpCatalog } from './made-up-catalog.ts';

/** 300 files with 34 statements each. */
function manyFiles(): MigrationFacts {
  const statements = (file: number): readonly StatementSketch[] => [
    ['CREATE TABLE', `+table:public.t${file}`],
    ...Array.from({ length: 33 }, (_, at): StatementSketch => ['ALTER TABLE', `+column:public.t${file}.c${at}`]),
  ];
  return folderOf(
    Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${String(at).padStart(4, '0')}_step`, statements(at)])),
  );
}

/** The second statement fails, the third file is said to be in no journal. */
function broken(): { readonly facts: MigrationFacts; readonly report: readonly Problem[] } {
  const statements = GUESTS.statements.map((one, at) =>
    at === 1 ? { ...one, outcome: 'failed' as const, objects: [], outsideTransaction: true } : one,
  );
  const problem = (message: string, file: string, statement?: number): Problem => ({
    code: statement === undefined ? 'migration-not-in-journal' : 'statement-failed',
    effect: statement === undefined ? 'note' : 'unread',
    message,
    remedy: 'Correct it, or restore it.',
    object: null,
    origin: { source: 'migrations', file, ...(statement === undefined ? {} : { line: 3, statement }) },
    cause: null,
  });
  return {
    facts: { ...GUESTS, statements },
    report: [
      problem('drizzle/0000_first.sql:3 could not run: no such column.', 'drizzle/0000_first.sql', 2),
      problem('drizzle/0002_names.sql is in no entry of the journal.', 'drizzle/0002_names.sql'),
    ],
  };
}

export function madeUpMigrations(scenario: string): Reading {
  const { facts, report } =
    scenario === 'migrations-broken'
      ? broken()
      : { facts: scenario === 'migrations-many' ? manyFiles() : GUESTS, report: [] };
  return {
    source: { kind: 'migrations', label: 'migrations' },
    catalog: madeUpCatalog('migrations'),
    report,
    migrations: /^migrations-(none|gone)$/.test(scenario) ? { ...facts, files: [], statements: [] } : facts,
  };
}

/** What the live database noted of them. */
export function appliedIn(scenario: string): Pick<Reading, 'applied' | 'appliedState'> {
  if (!scenario.startsWith('migrations')) return {};
  if (scenario === 'migrations-never') return { appliedState: 'missing' };
  if (scenario === 'migrations-none') return { appliedState: 'read', applied: [] };
  const rows = GUESTS.files
    .slice(0, 2)
    .map(({ hash, when }, at): AppliedMigration => ({ hash: at === 1 ? 'another text' : hash, createdAt: when ?? 0 }));
  return { appliedState: 'read', applied: [...rows, { hash: 'deadbeef', createdAt: 1500 }] };
}
