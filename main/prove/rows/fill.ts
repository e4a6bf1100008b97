import {
  type Catalog,
  type Column,
  lookupOf,
  type ObjectId,
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { parentsFirst } from './order.ts';
import { RowMaker } from './row-maker.ts';

/** What is asked for: rows that satisfy every constraint of the catalog that the database was built from. */
export interface RowDemand {
  readonly catalog: Catalog;
  /** What the rows shall satisfy besides, where they can: the constraints and types of a schema that they go on to. */
  readonly also?: Catalog | undefined;
  /** Only these, and what they refer to; all where it is left out. */
  readonly tables?: ReadonlySet<ObjectId> | undefined;
  readonly rows: number;
}

export interface FilledTable {
  readonly table: ObjectId;
  readonly rows: number;
  /** Why there are fewer rows than asked for: the server's words on the last attempt; `null` where there are all. */
  readonly gaveUp: string | null;
}

/** Attempts at one row, each with other values, before its table is given up. */
const ATTEMPTS = 6;

/**
 * Fills tables with rows made up from types, checks, enums, domains, keys, uniqueness, foreign keys and exclusions. Every second
 * row leaves out what may be null. Effort is bounded: where a table is given up, the result says so. Triggers of users and
 * forced row security are set aside meanwhile. The same catalog gives the same rows.
 */
export async function fillTables(session: ScratchSession, demand: RowDemand): Promise<readonly FilledTable[]> {
  const { catalog, tables } = demand;
  const ordered = parentsFirst(catalog, tables).filter(
    ({ foreign, partitionOf }) => foreign === null && partitionOf === null,
  );
  const aside = ordered.flatMap((table) => setAside(table, catalog));
  await each(
    session,
    aside.map(({ off }) => off),
  );
  const maker = new RowMaker(demand);
  const filled: FilledTable[] = [];
  for (const table of ordered) filled.push(await fillTable(session, table, maker, demand.rows));
  await each(
    session,
    aside.map(({ on }) => on),
  );
  return filled;
}

async function fillTable(session: ScratchSession, table: Table, maker: RowMaker, rows: number): Promise<FilledTable> {
  let made = 0;
  let gaveUp: string | null = null;
  for (let row = 1; row <= rows; row += 1) {
    const error = await insertRow(session, table, maker, row);
    if (error === null) made += 1;
    else gaveUp ??= error;
    // What never worked will not work with the next number.
    if (made === 0 && row === 2 && gaveUp !== null) break;
  }
  return { table: table.id, rows: made, gaveUp };
}

async function insertRow(session: ScratchSession, table: Table, maker: RowMaker, row: number): Promise<string | null> {
  let last: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const values = await maker.valuesFor(session, table, { row, attempt });
      const [stored] = await session.query(insertOf(table, values, maker.kept(table)));
      maker.remember(table, stored ?? {});
      return null;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  return last;
}

function insertOf({ schema, name }: Table, values: ReadonlyMap<string, string>, kept: readonly Column[]): string {
  const columns = [...values.keys()].map((column) => quoteIdent(column)).join(', ');
  const returning = kept.map((column, at) => `${quoteIdent(column.name)}::text AS c${at}`).join(', ');
  const into = `INSERT INTO ${quoteQualified(schema, name)}`;
  const what =
    values.size === 0
      ? 'DEFAULT VALUES'
      : `(${columns}) OVERRIDING SYSTEM VALUE VALUES (${[...values.values()].join(', ')})`;
  return `${into} ${what}${returning === '' ? '' : ` RETURNING ${returning}`}`;
}

/** What of a table stands in the way of making rows up. Only what is switched on as usual, and so can be switched on again as it was. */
export function setAside(
  { schema, name, forceRowSecurity }: Table,
  catalog: Catalog,
): readonly { readonly off: string; readonly on: string }[] {
  const alter = `ALTER TABLE ${quoteQualified(schema, name)}`;
  const { trigger } = lookupOf(catalog).childrenOf(schema, name);
  const hasTriggers = trigger.length > 0 && trigger.every(({ enabled }) => enabled === 'origin');
  return [
    ...(hasTriggers ? [{ off: `${alter} DISABLE TRIGGER USER`, on: `${alter} ENABLE TRIGGER USER` }] : []),
    ...(forceRowSecurity
      ? [{ off: `${alter} NO FORCE ROW LEVEL SECURITY`, on: `${alter} FORCE ROW LEVEL SECURITY` }]
      : []),
  ];
}

async function each(session: ScratchSession, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await session.query(sql).catch(() => []);
}
