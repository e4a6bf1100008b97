import { standInsIn, typeWithoutStandIns, withoutStandIns } from '../inside/stand-in-text.ts';
import type { ColumnValues, ExportName, TableValues, WalkedPart, WalkedSchema } from '../inside/values.ts';
import type { Walk } from './context.ts';

const { stringify, parse } = JSON;

interface Place {
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly table: string | null;
}

/**
 * Takes out of names, types and expressions what stand-ins of replaced modules put there, and says of each that it is not
 * known: what was left of it would pass for what the code says.
 */
export function withoutStandInParts(walk: Walk, schema: WalkedSchema): WalkedSchema {
  const { tables, problems, hidden, ...rest } = schema;
  const cleanTables = tables.map((table) => cleanTable(walk, table));
  const others = Object.fromEntries(
    Object.entries(rest).map(([kind, list]) => [
      kind,
      list.map((value: { readonly exports?: readonly ExportName[]; readonly name?: unknown }) => {
        const place = { exports: value.exports ?? [], schema: null, table: null };
        return clean(walk, value, place, `${SINGULAR[kind] ?? kind} ${nameOf(value)}`);
      }),
    ]),
  ) as unknown as Omit<WalkedSchema, 'tables' | 'problems' | 'hidden'>;
  return { ...others, tables: cleanTables, hidden, problems };
}

const SINGULAR: Readonly<Record<string, string>> = {
  policies: 'policy',
  enums: 'enum',
  schemas: 'schema',
  sequences: 'sequence',
  roles: 'role',
  views: 'view',
  relations: 'relation',
};

const PARTS = ['primaryKeys', 'uniques', 'foreignKeys', 'checks', 'indexes', 'policies'] as const;
const PART_WORDS: Readonly<Record<(typeof PARTS)[number], string>> = {
  primaryKeys: 'primary key',
  uniques: 'unique constraint',
  foreignKeys: 'foreign key',
  checks: 'check',
  indexes: 'index',
  policies: 'policy',
};

function cleanTable(walk: Walk, table: TableValues): TableValues {
  if (standInsIn(stringify(table)).length === 0) return table;
  const head = { schema: table.schema, name: table.name };
  const place: Place = { exports: table.exports, schema: table.schema, table: table.name };
  const named = clean(walk, head, place, 'the name');
  const parts = Object.fromEntries(
    PARTS.map((kind) => [
      kind,
      table[kind].map((part: { readonly name?: unknown }) =>
        clean(walk, part, place, `the ${PART_WORDS[kind]} ${nameOf(part)}`),
      ),
    ]),
  ) as unknown as Pick<TableValues, (typeof PARTS)[number]>;
  return { ...table, ...parts, ...named, columns: table.columns.map((column) => cleanColumn(walk, column, place)) };
}

function cleanColumn(walk: Walk, column: ColumnValues, place: Place): ColumnValues {
  const { type } = column;
  const rest = clean(walk, { ...column, type: '' }, place, `the column ${column.key}`, { key: column.key });
  const from = standInsIn(type);
  if (from.length === 0) return { ...rest, type };
  report(walk, `the type of column ${withoutStandIns(column.name)}`, from, place, { key: column.key });
  return { ...rest, type: typeWithoutStandIns(type) };
}

function clean<T>(walk: Walk, value: T, place: Place, what: string, part: WalkedPart | null = null): T {
  const text = stringify(value);
  const from = standInsIn(text);
  if (from.length === 0) return value;
  report(walk, withoutStandIns(what), from, place, part);
  return parse(withoutStandIns(text)) as T;
}

function report(walk: Walk, what: string, from: readonly string[], place: Place, part: WalkedPart | null): void {
  const { exports, schema, table } = place;
  const cause = `it is made of a value of ${from.join(' and ')}, which was replaced by a stand-in`;
  const clear = (name: string | null) => (name === null ? null : withoutStandIns(name));
  walk.problems.push({
    code: 'made-of-stand-in',
    what,
    exports,
    schema: clear(schema),
    table: clear(table),
    cause,
    part,
  });
}

function nameOf({ name }: { readonly name?: unknown }): string {
  return typeof name === 'string' ? name : '';
}
