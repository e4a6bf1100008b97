import type { AppliedMigration, MigrationFacts, MigrationFile, MigrationState, Reading } from '#app/catalog';

/** What became of the migration files in the database that is compared. Paths, project-relative. */
export interface FileStates {
  /** Not applied yet, or never to be. */
  readonly pending: ReadonlySet<string>;
  /** Of those, what never will be: 0.x runs nothing that is older than the newest it ran. */
  readonly skipped: ReadonlySet<string>;
  /** Applied, and changed afterwards. */
  readonly edited: ReadonlySet<string>;
  /** Run by the database, with whatever text; empty where nobody knows. */
  readonly applied: ReadonlySet<string>;
}

/** Joins the migrations folder with what the database noted, where one of the readings is of a database that did. */
export function fileStates(migrations: Reading | undefined, readings: readonly Reading[]): FileStates {
  const facts = migrations?.migrations;
  const rows = readings.find(({ applied }) => applied !== undefined)?.applied;
  const files = (facts && rows ? joinApplied(facts, rows) : facts)?.files ?? [];
  const paths = (test: (file: MigrationFile) => boolean) => new Set(files.filter(test).map(({ path }) => path));
  return {
    pending: paths(({ applied }) => applied === false),
    skipped: paths(({ state }) => state === 'will-be-skipped'),
    edited: paths(({ edited }) => edited === true),
    applied: paths(({ applied }) => applied === true),
  };
}

/**
 * Says of each file whether a database has it, as the migrator of the layout's drizzle-orm line will take it (read from
 * drizzle-orm 0.45.4 and 1.0.0-rc.5). 0.x runs what is newer than the newest row and notes the file's `when` as
 * `created_at`; 1.0 goes by name, and gives the rows that 0.x wrote their names by time (in seconds) or else by hash.
 */
export function joinApplied(facts: MigrationFacts, rows: readonly AppliedMigration[]): MigrationFacts {
  const claims = facts.layout === 'journal' ? claimByTime(facts.files, rows) : claimByName(facts.files, rows);
  const newest = rows.reduce((latest, { createdAt }) => Math.max(latest, createdAt), Number.NEGATIVE_INFINITY);
  const stateOf = (file: MigrationFile, own: AppliedMigration | undefined): MigrationState => {
    if (own) return own.hash === file.hash ? 'applied' : 'edited';
    const isOlder = file.when !== null && file.when <= newest;
    return facts.layout === 'journal' && isOlder ? 'will-be-skipped' : 'not-applied';
  };
  const files = facts.files.map((file) => withState(file, stateOf(file, claims.get(file))));
  const claimed = new Set(claims.values());
  return { ...facts, files, database: 'read', appliedOnly: rows.filter((row) => !claimed.has(row)) };
}

function withState(file: MigrationFile, state: MigrationState): MigrationFile {
  return { ...file, state, applied: state === 'applied' || state === 'edited', edited: state === 'edited' };
}

type Claims = ReadonlyMap<MigrationFile, AppliedMigration>;
type Fits = (file: MigrationFile, row: AppliedMigration) => boolean;

/** Several files may share a time; then the text tells. A text that ran under another time did run. */
function claimByTime(files: readonly MigrationFile[], rows: readonly AppliedMigration[]): Claims {
  const sameTime: Fits = (file, row) => row.createdAt === file.when;
  const sameText: Fits = (file, row) => row.hash === file.hash;
  return claim(files, rows, [(file, row) => sameTime(file, row) && sameText(file, row), sameTime, sameText]);
}

function claimByName(files: readonly MigrationFile[], rows: readonly AppliedMigration[]): Claims {
  if (rows.some(({ name }) => name)) return claim(files, rows, [(file, row) => row.name === file.tag]);
  const perSecond = new Map<number | null, number>();
  for (const { when } of files) perSecond.set(when, (perSecond.get(when) ?? 0) + 1);
  return claim(files, rows, [
    (file, row) => {
      const second = Math.floor(row.createdAt / 1000) * 1000;
      const sharing = perSecond.get(second) ?? 0;
      const sameTime = file.when === second;
      return sharing === 1 ? sameTime : row.hash === file.hash && (sharing === 0 || sameTime);
    },
  ]);
}

/** Each test in turn pairs what no earlier one has; a row belongs to one file. */
function claim(files: readonly MigrationFile[], rows: readonly AppliedMigration[], tests: readonly Fits[]): Claims {
  const claims = new Map<MigrationFile, AppliedMigration>();
  const free = new Set(rows);
  for (const fits of tests) {
    for (const file of files) {
      if (claims.has(file)) continue;
      const own = [...free].find((row) => fits(file, row));
      if (!own) continue;
      claims.set(file, own);
      free.delete(own);
    }
  }
  return claims;
}
