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
  /** A migration that was not applied makes the fact. */
  readonly isPending: boolean;
  /** A migration that was changed after it was applied makes the fact. */
  readonly isEdited: boolean;
  /** A migration took away or renamed what the code still says. */
  readonly isRemoved: boolean;
}

/** Who is wrong, where three accounts can tell. */
export function decide(triple: Triple): Verdict {
  if (triple.codeIsMigrations) {
    if (triple.isPending) return 'not-applied';
    return triple.isEdited ? 'edited-after-apply' : 'changed-by-hand';
  }
  if (triple.migrationsIsLive) {
    // Where both say something the code is ahead: with Drizzle changes begin there.
    return triple.codeIsEmpty || triple.isRemoved ? 'code-forgot' : 'migration-forgot';
  }
  return 'undecided';
}

/** True where one of the files made or last changed the object. */
export function isFrom(side: Side | null, files: ReadonlySet<string>): boolean {
  return (side?.object.origins ?? []).some(({ file }) => file !== undefined && files.has(file));
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
