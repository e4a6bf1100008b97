import { type Catalog, lookupOf, quoteIdent, quoteQualified } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import { ASSUMING_NOTHING, type Assumed, assumptions } from './context.ts';
import type { SessionFacts } from './facts/session-facts.ts';
import { placeKey } from './facts/session-term.ts';
import { type Pins, placeOf } from './pinned.ts';
import type { RowKey, TableRows } from './worlds.ts';

/** Another way to be somebody of the same tenant: an admin of it, one with a second factor. */
export interface Persona {
  readonly says: string;
  /** What the observer changes first. */
  readonly before: readonly string[];
  readonly assumed: Assumed;
  /** Whether what is reached beyond the tenant counts: what a session says of itself may be meant to open everything. */
  readonly counts: boolean;
}

const MOST = 6;

/** Those that policies ask for beside the one that was tried first. */
export function personasOf(
  catalog: Catalog,
  facts: SessionFacts,
  pins: Pins,
  rows: Iterable<TableRows>,
): readonly Persona[] {
  const byRows = [...rows].flatMap(({ table, keys }): readonly Persona[] => {
    if (!facts.looked.has(table)) return [];
    const own = keys.get('a');
    return lookupOf(catalog)
      .childrenOf(table.schema, table.name)
      .column.flatMap((column): readonly Persona[] => {
        const constants = facts.asked.get(placeKey(placeOf(column))) ?? [];
        if (!own || pins.classOf(placeOf(column)) || column.generated !== null) return [];
        return constants.slice(1).flatMap((constant): readonly Persona[] => {
          if (constant === null) return [];
          const set = `${quoteIdent(column.name)} = ${quoteLiteral(constant)}::${column.type}`;
          const sql = `UPDATE ${quoteQualified(table.schema, table.name)} SET ${set} WHERE ${isOneOf(own)}`;
          return [
            {
              says: `${table.name}.${column.name} is ${constant}`,
              before: [sql],
              assumed: ASSUMING_NOTHING,
              counts: true,
            },
          ];
        });
      });
  });
  const bySession = assumptions(facts).map((assumed): Persona => {
    const says = `the session says ${[...assumed.values()].join(', ')}`;
    return { says, before: [], assumed, counts: false };
  });
  return [...byRows, ...bySession].slice(0, MOST);
}

/** A condition on rows by where they are stored. */
export function isOneOf(keys: Iterable<RowKey>): string {
  const list = [...keys].map((key) => quoteLiteral(key)).join(', ');
  return list === '' ? 'false' : `tableoid::oid::text || ctid::text IN (${list})`;
}
