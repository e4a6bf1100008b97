import type { LeakKind } from '#app/api';
import { type Catalog, quoteIdent, quoteQualified, type Table, type View } from '#app/catalog';
import { shownColumns } from './facts/shown-columns.ts';
import type { Probed } from './run.ts';
import type { Settings } from './table-probes.ts';

export type WriteCommand = 'insert' | 'update' | 'delete';

/** What a view is written with, by command: what a tenant would say of its own rows, and of another tenant's. */
export interface ViewWrites {
  /** The tables whose columns it shows. */
  readonly tables: readonly Table[];
  readonly insert: { readonly own: readonly string[]; readonly other: readonly Write[] };
  readonly update: { readonly own: readonly string[]; readonly other: readonly Write[] };
  readonly delete: { readonly own: readonly string[]; readonly other: readonly Write[] };
}

export interface Write {
  readonly kind: LeakKind;
  readonly sql: string;
}

const MOST_CHANGES = 3;

/** The statements of the tables behind a view, said of the view. None names a row: whatever it lets through is met. */
export function viewWrites(view: View, catalog: Catalog, probed: readonly Probed[]): ViewWrites | null {
  const shown = shownColumns(view, catalog);
  const isShown = ({ schema, name }: Table) => shown.some(({ of }) => of.schema === schema && of.table === name);
  const behind = probed.filter(({ table }) => isShown(table));
  if (behind.length === 0) return null;
  const relation = quoteQualified(view.schema, view.name);
  /** As the view calls them; what it does not show is left out. */
  const said = (table: Table, settings: Settings): Settings =>
    settings.flatMap(([column, value]) => {
      const found = shown.find(
        ({ of }) => of.schema === table.schema && of.table === table.name && of.column === column,
      );
      return found ? [[found.name, value] as const] : [];
    });
  const update = (settings: Settings) =>
    `UPDATE ${relation} SET ${settings.map(([name, value]) => `${quoteIdent(name)} = ${value}`).join(', ')}`;
  const changes = behind.flatMap(({ table, probes }) =>
    probes.change.map(({ column, value }) => said(table, [[column, value]])),
  );
  const moves = behind.flatMap(({ table, probes }) => probes.move.map(({ settings }) => said(table, settings)));
  const changed = changes.filter(({ length }) => length > 0).map(update);
  const inserts = insertsOf(relation, behind, said);
  const remove = `DELETE FROM ${relation}`;
  return {
    tables: behind.map(({ table }) => table),
    insert: inserts,
    update: {
      own: changed.slice(0, MOST_CHANGES),
      other: [
        ...changed.slice(0, MOST_CHANGES).map((sql): Write => ({ kind: 'update', sql })),
        ...moves.filter(({ length }) => length > 0).map((settings): Write => ({ kind: 'move', sql: update(settings) })),
      ],
    },
    delete: { own: [remove], other: [{ kind: 'delete', sql: remove }] },
  };
}

/** Own rows, the other tenant's, and own ones that say they are the other's. */
function insertsOf(
  relation: string,
  behind: readonly Probed[],
  said: (table: Table, settings: Settings) => Settings,
): ViewWrites['insert'] {
  const rowOf = (tenant: 'a' | 'b'): Settings =>
    behind.flatMap(({ table, probes }) => said(table, [...(probes.rows.spare.get(tenant) ?? [])]));
  const theirs: Settings = behind.flatMap(({ table, probes }) =>
    said(table, [...new Map(probes.move.flatMap(({ settings }) => settings))]),
  );
  const insert = (settings: Settings) => {
    const values = new Map(settings);
    const columns = [...values.keys()].map(quoteIdent).join(', ');
    return values.size === 0
      ? []
      : [`INSERT INTO ${relation} (${columns}) VALUES (${[...values.values()].join(', ')})`];
  };
  const own = insert(rowOf('a'));
  const other = [...insert([...rowOf('a'), ...theirs]), ...insert(rowOf('b'))].filter((sql) => !own.includes(sql));
  return { own, other: [...new Set(other)].map((sql) => ({ kind: 'insert', sql })) };
}
