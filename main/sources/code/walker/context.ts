import type { ExportName, WalkedPart, WalkOptions, WalkProblem } from '../inside/values.ts';
import { text, type Value } from './drizzle.ts';

/** What the walk of one project shares. */
export interface Walk {
  readonly options: WalkOptions;
  readonly problems: WalkProblem[];
  /** Where the object that is being walked is exported, for problems. */
  place: { exports: readonly ExportName[]; schema: string | null; table: string | null };
}

export function causeOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Runs one piece of the walk; what it throws becomes a problem and the rest goes on. */
export function attempt<T>(
  walk: Walk,
  code: string,
  what: string,
  read: () => T,
  part: WalkedPart | null = null,
): T | undefined {
  try {
    return read();
  } catch (error) {
    noteFailure(walk, { code, what, error, part });
    return undefined;
  }
}

/** The same without a function and a text for each piece: the walk asks tens of thousands of times. */
export function noteFailure(
  walk: Walk,
  { code, what, error, part = null }: { code: string; what: string; error: unknown; part?: WalkedPart | null },
): void {
  walk.problems.push({ code, what, ...walk.place, cause: causeOf(error), part });
}

/** The column's name in the database: with the config's casing where the code gave it none. */
export function columnName(walk: Walk, column: Value): string {
  const name = text(column.name);
  if (name === null) throw new Error('it names a column of a module that was replaced or could not be read');
  const { casing } = walk.options;
  if (casing === null || column.keyAsName !== true) return name;
  return casing === 'snake_case' ? toSnakeCase(name) : toCamelCase(name);
}

/** The name of a key or constraint as drizzle-kit 0.x re-cases it: each column's name, once, in order. */
export function recase(walk: Walk, name: string, columns: readonly Value[]): string {
  if (walk.options.casing === null || walk.options.major >= 1) return name;
  return columns.reduce((result, column) => result.replace(String(column.name), columnName(walk, column)), name);
}

/** Source of both: drizzle-orm 0.45 `casing.js`. */
function words(name: string): readonly string[] {
  return name.replace(/['\u2019]/g, '').match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
}

function toSnakeCase(name: string): string {
  return words(name)
    .map((word) => word.toLowerCase())
    .join('_');
}

function toCamelCase(name: string): string {
  return words(name)
    .map((word, index) => (index === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
}
