import { type MutableObjects, type ObjectId, type Origin, type Problem, truncateIdentifier } from '#app/catalog';
import type { ExportName } from '../inside/values.ts';
import { note, unread } from '../problems.ts';
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
  /** Identities that exist already, and where they are declared. */
  readonly taken: Map<ObjectId, Declaration>;
}

export interface Declaration {
  readonly origin: Origin;
  /** Whatever tells two declarations of one identity apart; text. */
  readonly content: () => string | null;
}

/**
 * A name as PostgreSQL keeps it. What is cut is worth a note: drizzle-kit writes the long name, and sees a difference
 * for ever after.
 */
export function identifier(
  build: Build,
  name: string,
  what: string,
  idOf: (kept: string) => ObjectId,
  origin: Origin,
): string {
  const kept = truncateIdentifier(name);
  if (kept !== name) {
    build.problems.push(
      note('name-truncated', `The ${what} ${name} is longer than 63 bytes; PostgreSQL calls it ${kept}.`, {
        remedy: 'Give it a shorter name in the code.',
        object: idOf(kept),
        origin,
      }),
    );
  }
  return kept;
}

/**
 * False where another object has that identity already; that is reported, with both places. What the second one says is
 * lost, unless it says the same (`content`): a table exported by two copies of a file.
 */
export function claim(build: Build, id: ObjectId, origin: Origin, content: () => string | null = () => null): boolean {
  const first = build.taken.get(id);
  if (!first) {
    build.taken.set(id, { origin, content });
    return true;
  }
  const places = `at ${placeText(first.origin)} and again at ${placeText(origin)}`;
  const rest = { remedy: 'Remove or rename one of them.', object: id, origin };
  build.problems.push(
    content() !== null && first.content() === content()
      ? note('declared-twice', `${id} is declared ${places}, alike.`, rest)
      : unread('declared-twice', `${id} is declared ${places}; the first declaration counts.`, rest),
  );
  return false;
}

export function placeText({ file, line }: Origin): string {
  return file === undefined ? 'an unknown place' : `${file}${line === undefined ? '' : `:${line}`}`;
}
