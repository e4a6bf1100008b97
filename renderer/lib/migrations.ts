import type { MigrationFacts, MigrationStatement, ObjectId, Reading } from '#app/catalog';
import { historiesOf } from './migration-history.ts';

/** A place in the migrations: a file, or a statement of it. Its text is what a deep link carries. */
export interface MigrationPlace {
  readonly path: string;
  /** Counted from 1; `null` for the file itself. */
  readonly statement: number | null;
}

/** `drizzle/0003_roles.sql`, `drizzle/0003_roles.sql#4`. */
export function printPlace({ path, statement }: MigrationPlace): string {
  return statement === null ? path : `${path}#${statement}`;
}

export function parsePlace(text: string): MigrationPlace {
  const [, path, number] = /^(.+)#(\d+)$/.exec(text) ?? [];
  return path === undefined ? { path: text, statement: null } : { path, statement: Number(number) };
}

export function placeOf({ origin }: MigrationStatement): string {
  return printPlace({ path: origin.file ?? '', statement: origin.statement ?? null });
}

const INDEXES = new WeakMap<MigrationFacts, ReadonlyMap<ObjectId, readonly MigrationStatement[]>>();

/**
 * The statements that made, changed or dropped an object, in the order of the replay, under whatever name it had then. What
 * is done to a part of a table is done to the table.
 */
export function statementsTouching(reading: Reading, object: ObjectId): readonly MigrationStatement[] {
  const facts = reading.migrations;
  if (!facts) return [];
  let index = INDEXES.get(facts);
  if (!index) {
    index = historiesOf(facts.statements, reading.catalog);
    INDEXES.set(facts, index);
  }
  return index.get(object) ?? [];
}

/** How many files the statements stand in. */
export function countFiles(statements: readonly MigrationStatement[]): number {
  return new Set(statements.map(({ origin }) => origin.file)).size;
}
