import {
  type Catalog,
  type MigrationFacts,
  type MigrationStatement,
  type ObjectId,
  objectId,
  type Reading,
} from '#app/catalog';
import { tableOf } from './object-name.ts';

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
 * The statements that made, changed or dropped an object, in the order of the replay. What is done to a part of a table
 * is done to the table.
 */
export function statementsTouching(reading: Reading, object: ObjectId): readonly MigrationStatement[] {
  const facts = reading.migrations;
  if (!facts) return [];
  let index = INDEXES.get(facts);
  if (!index) {
    index = indexByObject(facts, reading.catalog);
    INDEXES.set(facts, index);
  }
  return index.get(object) ?? [];
}

function indexByObject(facts: MigrationFacts, catalog: Catalog): ReadonlyMap<ObjectId, readonly MigrationStatement[]> {
  const index = new Map<ObjectId, MigrationStatement[]>();
  const put = (id: ObjectId, statement: MigrationStatement) => {
    const list = index.get(id);
    if (!list) index.set(id, [statement]);
    else if (list.at(-1) !== statement) list.push(statement);
  };
  for (const statement of facts.statements) {
    for (const { object } of statement.objects) {
      put(object, statement);
      const owner = tableOf(object, [catalog]);
      if (!owner) continue;
      // A trigger or a policy may stand on a view; whoever asks for one of the two knows which it is.
      for (const kind of ['table', 'view', 'materialized-view'] as const) {
        put(objectId(kind, owner.schema, owner.table), statement);
      }
    }
  }
  return index;
}

/** How many files the statements stand in. */
export function countFiles(statements: readonly MigrationStatement[]): number {
  return new Set(statements.map(({ origin }) => origin.file)).size;
}
