import { isStandIn } from '../inside/stand-in.ts';
import { columnName, type Walk } from './context.ts';
import { columnsOf, isA, isEnum, kindsOf, record, SYMBOLS, text, type Value } from './drizzle.ts';
import { literal } from './literal.ts';
import { declaresAlias } from './view-names.ts';

/** How columns are written. `own` is the table whose columns need no qualifier; `bare` leaves it off everywhere. */
interface Style {
  readonly own: Value | null;
  readonly bare: boolean;
  /** What single names are to be replaced by. */
  readonly names?: ReadonlyMap<string, string>;
}

/**
 * SQL text of a Drizzle `sql` value, as drizzle-kit writes it, with two differences: bound values are literals (it
 * leaves `$1` behind), and columns of the object's own table are not qualified unless the text has a subquery, where
 * the qualifier may be what tells them apart.
 */
export function sqlText(walk: Walk, value: unknown, own: Value | null): string {
  const plain = render(walk, value, { own, bare: false });
  if (own === null || !hasSelect(plain)) return plain.trim();
  return render(walk, value, { own: null, bare: false }).trim();
}

const selects = new Map<string, boolean>();

/** Asked once of each text: policies and defaults are much the same from table to table. */
function hasSelect(text: string): boolean {
  const known = selects.get(text);
  if (known !== undefined) return known;
  const has = /\bselect\b/i.test(text);
  selects.set(text, has);
  return has;
}

/** The text of a view's query, where names of columns may have to be cased. */
export function queryText(walk: Walk, query: unknown, names: ReadonlyMap<string, string>): string {
  return render(walk, query, { own: null, bare: false, names }).trim();
}

/** The same with every column bare, as in an index. */
export function indexText(walk: Walk, value: unknown): string {
  return render(walk, value, { own: null, bare: true }).trim();
}

export function quoted(name: string): string {
  return name.includes('"') ? `"${name.replaceAll('"', '""')}"` : `"${name}"`;
}

export function qualified(schema: unknown, name: unknown): string {
  return typeof schema === 'string' ? `${quoted(schema)}.${quoted(String(name))}` : quoted(String(name));
}

function render(walk: Walk, chunk: unknown, style: Style): string {
  if (chunk === undefined) return '';
  if (isStandIn(chunk)) throw new Error('it uses a value of a module that was replaced or could not be read');
  if (Array.isArray(chunk)) return `(${chunk.map((item) => render(walk, item, style)).join(', ')})`;
  if (isEnum(chunk)) return qualified(chunk.schema, chunk.enumName);
  if (typeof chunk !== 'object' || chunk === null) return literal(chunk);
  const value = chunk as Value;
  const renderKind = rendererOf(value);
  if (renderKind) return renderKind(walk, value, style);
  if (typeof value.getSQL === 'function') {
    const inner = render(walk, (value.getSQL as () => unknown).call(value), style);
    const bare = typeof value.shouldOmitSQLParens === 'function' && value.shouldOmitSQLParens.call(value) === true;
    return bare ? inner : `(${inner})`;
  }
  return literal(chunk);
}

type Renderer = (walk: Walk, value: Value, style: Style) => string;

const RENDERERS: readonly (readonly [kind: string, render: Renderer])[] = [
  ['StringChunk', (_walk, value) => (Array.isArray(value.value) ? value.value.join('') : String(value.value ?? ''))],
  ['SQL', renderChunks],
  ['Name', (_walk, value) => quoted(String(value.value))],
  ['Column', renderColumn],
  ['IndexedColumn', (walk, value) => quoted(columnName(walk, value))],
  ['Param', renderParam],
  [
    'Table',
    (_walk, value) => qualified(value[SYMBOLS.isAlias] ? undefined : value[SYMBOLS.schema], value[SYMBOLS.name]),
  ],
  ['View', renderView],
  ['SQL.Aliased', renderAliased],
  ['Subquery', renderSubquery],
  [
    'Placeholder',
    () => {
      throw new Error('it has a placeholder, which has no value in a schema');
    },
  ],
];

function renderChunks(walk: Walk, value: Value, style: Style): string {
  let written = '';
  let before: unknown;
  for (const chunk of value.queryChunks as unknown[]) {
    const name = style.names && isA(chunk, 'Name') && !declaresAlias(before) ? record(chunk).value : undefined;
    const cased = typeof name === 'string' ? style.names?.get(name) : undefined;
    const part = cased === undefined ? render(walk, chunk, style) : quoted(cased);
    // Two minus signs would begin a comment.
    written += written.endsWith('-') && part.startsWith('-') ? ` ${part}` : part;
    before = chunk;
  }
  return written;
}

const renderers = new Map<ReadonlySet<unknown>, Renderer | undefined>();

/** The renderer of a value's class; looked up once for each class. */
function rendererOf(value: Value): Renderer | undefined {
  const kinds = kindsOf(value);
  if (!renderers.has(kinds)) renderers.set(kinds, RENDERERS.find(([kind]) => kinds.has(kind))?.[1]);
  return renderers.get(kinds);
}

function renderColumn(walk: Walk, column: Value, style: Style): string {
  const name = quoted(columnName(walk, column));
  const table = record(column.table);
  if (style.bare || column.isAlias === true || isSameTable(table, style.own)) return name;
  const schema = table[SYMBOLS.isAlias] ? undefined : table[SYMBOLS.schema];
  return `${qualified(schema, table[SYMBOLS.name])}.${name}`;
}

function isSameTable(table: Value, own: Value | null): boolean {
  if (own === null || table[SYMBOLS.isAlias]) return false;
  return table === own || (table[SYMBOLS.name] === own[SYMBOLS.name] && table[SYMBOLS.schema] === own[SYMBOLS.schema]);
}

function renderParam(walk: Walk, param: Value, style: Style): string {
  if (param.value === null) return 'NULL';
  if (isA(param.value, 'SQL')) return render(walk, param.value, style);
  const encoder = record(param.encoder);
  let mapped = encoded(encoder, param.value);
  // Beside the columns, a table is known by doubles of its columns, which encode nothing.
  if (mapped === param.value && typeof mapped === 'object' && isA(encoder, 'ExtraConfigColumn')) {
    const real = columnsOf(record(encoder.table)).find(([, column]) => column.name === encoder.name);
    if (real) mapped = encoded(real[1], mapped);
  }
  return Array.isArray(mapped) ? literal(mapped) : render(walk, mapped, style);
}

function encoded(encoder: Value, value: unknown): unknown {
  const { mapToDriverValue } = encoder;
  return typeof mapToDriverValue === 'function' ? mapToDriverValue.call(encoder, value) : value;
}

function renderView(_walk: Walk, view: Value): string {
  const config = record(view[SYMBOLS.viewConfig]);
  return qualified(config.isAlias ? undefined : config.schema, config.name);
}

function renderAliased(walk: Walk, aliased: Value, style: Style): string {
  if (aliased.fieldAlias === undefined) return `(${render(walk, aliased.sql, style)})`;
  const origin = text(aliased.origin);
  return `${origin === null ? '' : `${quoted(origin)}.`}${quoted(String(aliased.fieldAlias))}`;
}

function renderSubquery(walk: Walk, subquery: Value, style: Style): string {
  const parts = record(subquery._);
  if (parts.isWith) return quoted(String(parts.alias));
  return `(${render(walk, parts.sql, style)}) ${quoted(String(parts.alias))}`;
}
