import { type Catalog, lookupOf, type ObjectId, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import { quoteLiteral, renderObjectDdl, scanSql, type Token } from '#app/sql';
import type { ColumnThen, SchemaThen, TableThen } from '../lint/schema-then.ts';
import type { Name } from '../lint/sql-action.ts';
import { caretIn, relationsOf } from './caret.ts';
import { type AtCaret, schemaAfter, viewOf } from './complete.ts';

/** What a name in a statement stands for, and its definition. */
export interface Description {
  /** Characters from the start of the statement. */
  readonly at: number;
  readonly length: number;
  /** What it is: `column public.guests.email`. */
  readonly title: string;
  readonly sql: string;
}

/** What the name at a place means to the schema that the statements before leave. `null` where it is no name of anything. */
export function describeAt({ sql, place, before, catalog }: AtCaret): Description | null {
  const tokens = scanSql(sql);
  const index = tokens.findIndex(({ start, end }) => start <= place && place <= end);
  const token = tokens[index];
  if (!token || (token.type !== 'word' && token.type !== 'quoted')) return null;
  const { parts, follows } = partsAt(tokens, index);
  const then = schemaAfter(before, catalog);
  // A column may be called as its type is.
  const isType = caretIn(sql, token.end)?.wanted[0] === 'type';
  const found = meaningOf({ parts, follows, isType, named: relationsOf(tokens), then, catalog });
  return found ? { at: token.start, length: token.end - token.start, ...found } : null;
}

/** The name with those before it and their dots, and whether one follows: then it names what that is in. */
function partsAt(
  tokens: readonly Token[],
  index: number,
): { readonly parts: readonly string[]; readonly follows: boolean } {
  const parts = [tokens[index]?.text ?? ''];
  let at = index;
  while (tokens[at - 1]?.text === '.' && /^(word|quoted)$/.test(tokens[at - 2]?.type ?? '')) {
    at -= 2;
    parts.unshift(tokens[at]?.text ?? '');
  }
  return { parts, follows: tokens[index + 1]?.text === '.' };
}

interface Asked {
  readonly parts: readonly string[];
  readonly follows: boolean;
  readonly isType: boolean;
  readonly named: ReturnType<typeof relationsOf>;
  readonly then: SchemaThen;
  readonly catalog: Catalog;
}

type Meaning = Pick<Description, 'title' | 'sql'>;

function meaningOf(asked: Asked): Meaning | null {
  const type = asked.isType ? typeMeaning(asked) : null;
  return type ?? columnMeaning(asked) ?? relationMeaning(asked) ?? typeMeaning(asked) ?? objectMeaning(asked);
}

function relationMeaning({ parts, named, then, catalog }: Asked): Meaning | null {
  const [own = '', schema = ''] = parts.toReversed();
  const alias = schema === '' ? named.find((one) => one.alias === own) : undefined;
  const name: Name = alias?.name ?? [schema, own];
  const table = then.table(name);
  if (table) return { title: `table ${quoteQualified(table.schema, table.name)}`, sql: tableSql(table, catalog) };
  const view = then.isView(name) ? viewOf(name, catalog) : undefined;
  return view
    ? { title: `view ${quoteQualified(view.schema, view.name)}`, sql: renderObjectDdl(catalog, view.id) }
    : null;
}

/** A column of the table that stands before it, or of one that the statement names. */
function columnMeaning({ parts, follows, named, then }: Asked): Meaning | null {
  if (follows) return null;
  const [own = '', owner, schema = ''] = parts.toReversed();
  const aliased = named.find(({ alias }) => alias !== null && alias === owner);
  const names: readonly Name[] =
    owner === undefined ? named.map(({ name }) => name) : [aliased?.name ?? [schema, owner]];
  for (const name of names) {
    const table = then.table(name);
    const column = table?.columns.get(own);
    if (table && column)
      return {
        title: `column ${quoteQualified(table.schema, table.name, own)}`,
        sql: columnSql(column),
      };
  }
  return null;
}

function typeMeaning({ parts, then }: Asked): Meaning | null {
  const [own = '', schema = 'public'] = parts.toReversed();
  const name = quoteQualified(schema, own);
  const labels = then.labelsOf(`${schema}.${own}`);
  if (labels === null) return null;
  return { title: `enum ${name}`, sql: `CREATE TYPE ${name} AS ENUM (${labels.map(quoteLiteral).join(', ')});` };
}

const NAMED = ['domain', 'composite-type', 'range-type', 'sequence', 'index', 'materialized-view'] as const;

function objectMeaning({ parts, named, catalog }: Asked): Meaning | null {
  const [own = '', schema = 'public'] = parts.toReversed();
  const tables = named.map(({ name: [tableSchema, table] }) => [tableSchema || 'public', table] as const);
  const inTables = tables.flatMap(([tableSchema, table]) =>
    (['policy', 'trigger', 'primary-key', 'unique', 'foreign-key', 'check', 'exclusion'] as const).map((kind) =>
      objectId(kind, tableSchema, table, own),
    ),
  );
  const ids: readonly ObjectId[] = [...inTables, ...NAMED.map((kind) => objectId(kind, schema, own))];
  const object = ids.map((id) => lookupOf(catalog).find(id)).find((one) => one !== undefined);
  const routine = catalog.objects.function.find((one) => one.name === own && one.schema === schema);
  const found = object ?? routine;
  if (!found) return null;
  return {
    title: `${found.kind.replaceAll('-', ' ')} ${quoteQualified(schema, own)}`,
    sql: renderObjectDdl(catalog, found.id),
  };
}

/** As the catalog has it where nothing was done to it, else as its columns are by then. */
function tableSql(then: TableThen, catalog: Catalog): string {
  const id = objectId('table', then.schema, then.name);
  if (isAsRead(then, catalog)) return renderObjectDdl(catalog, id);
  const columns = [...then.columns.values()].map((column) => `  ${columnSql(column)}`);
  return `-- As the statements above leave it.\nCREATE TABLE ${quoteQualified(then.schema, then.name)} (\n${columns.join(',\n')}\n);`;
}

function isAsRead(then: TableThen, catalog: Catalog): boolean {
  if (!lookupOf(catalog).find(objectId('table', then.schema, then.name))) return false;
  const read = lookupOf(catalog).childrenOf(then.schema, then.name).column;
  const now = [...then.columns.values()];
  return (
    read.length === now.length &&
    read.every(({ name, type, notNull }, at) => {
      const column = now[at];
      return column?.name === name && column.type === type && column.notNull === notNull;
    })
  );
}

function columnSql({ name, type, notNull }: ColumnThen): string {
  return `${quoteIdent(name)} ${type}${notNull ? ' NOT NULL' : ''}`;
}
