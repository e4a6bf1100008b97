import { type MutableObjects, type ObjectId, type Origin, type Problem, truncateIdentifier } from '#app/catalog';
import type { ExportName } from '../inside/values.ts';
import { note } from '../problems.ts';
import type { Naming } from './names.ts';

/** What a table's own part stands at: a column, or an index, constraint or policy beside the columns. */
export interface TablePart {
  readonly kind: 'column' | 'reference' | 'primary-key' | 'unique' | 'foreign-key' | 'check' | 'index' | 'policy';
  /** Its name in the database, as far as the code gives one. */
  readonly name: string | null;
  /** Properties of the table in code that it is about. */
  readonly keys: readonly string[];
}

/** Where things are declared; the syntax pass answers. */
export interface Places {
  objectOrigin(exports: readonly ExportName[]): Origin;
  partOrigin(exports: readonly ExportName[], part: TablePart): Origin;
}

/** What turning values into a catalog collects. */
export interface Build {
  readonly objects: MutableObjects;
  readonly problems: Problem[];
  readonly naming: Naming;
  readonly places: Places;
  /** Identities that exist already. */
  readonly taken: Set<ObjectId>;
}

/**
 * A name as PostgreSQL keeps it. What is cut is worth a note: drizzle-kit writes the long name, and sees a difference
 * for ever after.
 */
export function identifier(build: Build, name: string, what: string, object: ObjectId | null, origin: Origin): string {
  const kept = truncateIdentifier(name);
  if (kept !== name) {
    build.problems.push(
      note('name-truncated', `The ${what} ${name} is longer than 63 bytes; PostgreSQL calls it ${kept}.`, {
        remedy: 'Give it a shorter name in the code.',
        object,
        origin,
      }),
    );
  }
  return kept;
}

/** False, with a note, where another object has that identity already. */
export function claim(build: Build, id: ObjectId, origin: Origin): boolean {
  if (build.taken.has(id)) {
    build.problems.push(
      note('declared-twice', `${id} is declared more than once; the first declaration counts.`, {
        remedy: 'Remove or rename one of them.',
        object: id,
        origin,
      }),
    );
    return false;
  }
  build.taken.add(id);
  return true;
}
