import type { Reading } from '#app/catalog';
import type { Account, Side } from './attribute-rule.ts';
import type { Verdict } from './difference.ts';

/** How one fact stands in the three accounts of a project. */
export interface Triple {
  /** Code and migrations say the same. */
  readonly codeIsMigrations: boolean;
  /** Migrations and the database say the same. */
  readonly migrationsIsLive: boolean;
  /** The code says nothing where the others say something. */
  readonly codeIsEmpty: boolean;
  /** The migrations say nothing where the code says something. */
  readonly migrationsAreEmpty: boolean;
  /** A migration that was not applied makes the fact. */
  readonly isPending: boolean;
}

/** Who is wrong, where three accounts can tell. */
export function decide(triple: Triple): Verdict {
  if (triple.codeIsMigrations) return triple.isPending ? 'not-applied' : 'changed-by-hand';
  if (triple.migrationsIsLive) {
    if (triple.codeIsEmpty) return 'code-forgot';
    return triple.migrationsAreEmpty ? 'migration-forgot' : 'undecided';
  }
  return 'undecided';
}

/** Paths of the migration files that the database has not seen. */
export function pendingFiles(migrations: Reading | undefined): ReadonlySet<string> {
  const files = migrations?.migrations?.files ?? [];
  return new Set(files.filter(({ applied }) => applied === false).map(({ path }) => path));
}

/** True where a pending file made or last changed the object. */
export function isPending(side: Side | null, pending: ReadonlySet<string>): boolean {
  return (side?.object.origins ?? []).some(({ file }) => file !== undefined && pending.has(file));
}

/** Absent, `null`, off or without members: what an attribute is where nobody said anything. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

export function isCode({ source }: Account): boolean {
  return source.kind === 'code';
}
