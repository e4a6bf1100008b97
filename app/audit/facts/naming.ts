import {
  bytesOf,
  type CatalogObject,
  compareText,
  type ForeignKey,
  type Index,
  lookupOf,
  MAX_IDENTIFIER_BYTES,
  type PrimaryKey,
  type QualifiedName,
  truncateIdentifier,
  type Unique,
} from '#app/catalog';
import { namesIn, tokenize } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import type { NamedKind } from '../patterns/options.ts';

/** What a name is made of. */
export interface NameParts {
  readonly table: string;
  readonly columns: readonly string[];
  readonly references?: string;
  readonly referencedColumns?: readonly string[];
}

/** How most names of a kind are made, as `idx_{table}_{columns}`. */
export interface NamePattern {
  readonly template: string;
  /** How many names follow it, and of how many. */
  readonly following: number;
  readonly names: number;
  readonly isConfigured: boolean;
}

/** Forms in use, the narrower before the wider; `{columns}` may be abbreviated by whoever names, so that any text stands for it. */
const TEMPLATES: Readonly<Record<NamedKind, readonly string[]>> = {
  'primary-key': ['{table}_pkey', '{table}_pk', 'pk_{table}', '{table}_{columns}_pk'],
  unique: [
    '{table}_{columns}_key',
    '{table}_{columns}_unique',
    '{table}_{columns}_uq',
    '{table}_{columns}_uniq',
    'uq_{table}_{columns}',
    'uniq_{table}_{columns}',
    'unique_{table}_{columns}',
  ],
  'foreign-key': [
    '{table}_{columns}_{references}_{referencedColumns}_fk',
    '{table}_{columns}_fkey',
    'fk_{table}_{columns}',
    '{table}_{columns}_fk',
    'fk_{columns}',
  ],
  check: [
    '{table}_{columns}_check',
    '{table}_{columns}_chk',
    '{table}_{columns}_ck',
    'chk_{table}_{columns}',
    'ck_{table}_{columns}',
    'check_{table}_{columns}',
    '{columns}_check',
  ],
  index: [
    'idx_{table}_{columns}',
    '{table}_{columns}_idx',
    '{table}_{columns}_index',
    'ix_{table}_{columns}',
    '{table}_{columns}_ix',
    'index_{table}_on_{columns}',
    'idx_{columns}',
    '{columns}_idx',
    '{columns}_index',
  ],
  'unique-index': [
    'idx_{table}_{columns}_unique',
    'uq_{table}_{columns}',
    'uniq_{table}_{columns}',
    'uidx_{table}_{columns}',
    '{table}_{columns}_key',
    '{table}_{columns}_unique',
    '{table}_{columns}_uq',
    '{table}_{columns}_uidx',
    '{table}_{columns}_idx',
    '{table}_{columns}_index',
    'idx_{table}_{columns}',
    'idx_{columns}',
    '{columns}_idx',
  ],
};

/** What PostgreSQL calls things that nobody names; for code, what drizzle-kit calls them. */
const OWN: Readonly<Record<NamedKind, string>> = {
  'primary-key': '{table}_pkey',
  unique: '{table}_{columns}_key',
  'foreign-key': '{table}_{columns}_fkey',
  check: '{table}_{columns}_check',
  index: '{table}_{columns}_idx',
  'unique-index': '{table}_{columns}_key',
};
const DRIZZLE: Readonly<Partial<Record<NamedKind, string>>> = {
  unique: '{table}_{columns}_unique',
  'foreign-key': '{table}_{columns}_{references}_{referencedColumns}_fk',
};

/** Fewer names, or a smaller share of them, are no pattern. */
const ENOUGH = 5;
const MAJORITY = 0.65;

/** How names of this kind are made here: as the configuration says, else as most of them are; `null` where there is no majority. */
export function namePattern(context: AuditContext, kind: NamedKind): NamePattern | null {
  const patterns = context.remember('name patterns', () => new Map<NamedKind, NamePattern | null>());
  const known = patterns.get(kind);
  if (known !== undefined) return known;
  const found = findPattern(context, kind);
  patterns.set(kind, found);
  return found;
}

function findPattern(context: AuditContext, kind: NamedKind): NamePattern | null {
  const named = namedObjects(context).filter((one) => one.kind === kind);
  const configured = context.options.patterns?.names?.[kind];
  const counts = new Map<string, number>();
  for (const { name, parts } of named) {
    const template = TEMPLATES[kind].find((one) => fitsTemplate(one, name, parts));
    if (template !== undefined) counts.set(template, (counts.get(template) ?? 0) + 1);
  }
  if (configured !== undefined) {
    const following = named.filter(({ name, parts }) => fitsTemplate(configured, name, parts)).length;
    return { template: configured, following, names: named.length, isConfigured: true };
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  if (!best) return null;
  const following = named.filter(({ name, parts }) => fitsTemplate(best[0], name, parts)).length;
  const isMajority = named.length >= ENOUGH && following >= MAJORITY * named.length;
  return isMajority ? { template: best[0], following, names: named.length, isConfigured: false } : null;
}

/** Something whose name follows from what it is about. */
export interface Named {
  readonly kind: NamedKind;
  readonly object: CatalogObject;
  readonly schema: string;
  readonly name: string;
  readonly parts: NameParts;
}

/** The constraints and indexes of the tables that are judged, not those that come with a parent. */
export function namedObjects(context: AuditContext): readonly Named[] {
  return context.remember('named objects', () => {
    const lookup = lookupOf(context.catalog);
    return context.tables.flatMap(({ schema, name: table }): readonly Named[] => {
      const children = lookup.childrenOf(schema, table);
      const of = (
        kind: NamedKind,
        object: CatalogObject & { readonly name: string },
        parts: Omit<NameParts, 'table'>,
      ) => {
        return { kind, object, schema, name: object.name, parts: { table, ...parts } };
      };
      const keyed = (kind: 'primary-key' | 'unique') => (object: PrimaryKey | Unique) => of(kind, object, object);
      return [
        ...children['primary-key'].map(keyed('primary-key')),
        ...children.unique.map(keyed('unique')),
        ...children['foreign-key'].map((object) =>
          of('foreign-key', object, { ...object, references: object.references.name }),
        ),
        ...children.check.map((object) =>
          of('check', object, { columns: columnsIn(context, schema, table, object.expression) }),
        ),
        ...children.index.map((object) =>
          of(object.unique ? 'unique-index' : 'index', object, { columns: keyColumns(object) }),
        ),
      ].filter(({ object }) => !('inherited' in object && object.inherited));
    });
  });
}

function keyColumns({ keys }: Index): readonly string[] {
  return keys.map(({ expression, isExpression }) => (isExpression ? 'expr' : expression));
}

function columnsIn({ catalog }: AuditContext, schema: string, table: string, expression: string): readonly string[] {
  const names = namesIn(tokenize(expression));
  return lookupOf(catalog)
    .childrenOf(schema, table)
    .column.flatMap(({ name }) => (names.has(name) ? [name] : []));
}

/** Whether a name is made in this way, with any words in the place of the columns. */
export function fitsTemplate(template: string, name: string, parts: NameParts): boolean {
  if (template.includes('{references}')) {
    const whole = fill(template, parts);
    return name === whole || name === truncateIdentifier(whole);
  }
  const at = template.indexOf('{columns}');
  if (at < 0) return name === truncateIdentifier(template.replace('{table}', parts.table));
  const before = template.slice(0, at).replace('{table}', parts.table);
  const after = template.slice(at + '{columns}'.length).replace('{table}', parts.table);
  if (name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after)) return true;
  // PostgreSQL cuts the table and the columns of a name that it makes, and keeps the end.
  if (name.length >= FULL && before.length > SHARED && name.startsWith(before.slice(0, SHARED)) && name.endsWith(after))
    return true;
  // A long one was cut, at its end.
  return name.length >= LONG && name === truncateIdentifier(fill(template, parts));
}

/** Bytes may be fewer characters: from so many on a name may have been cut. */
const LONG = 16;

/** So long is a name that was cut, of which so much at least is the table's. */
const FULL = 62;
const SHARED = 20;

function fill(template: string, { table, columns, references = '', referencedColumns = [] }: NameParts): string {
  return template
    .replaceAll('{table}', table)
    .replaceAll('{columns}', columns.join('_'))
    .replaceAll('{references}', references)
    .replaceAll('{referencedColumns}', referencedColumns.join('_'));
}

/** A name for a new object, as the project makes them, that fits into PostgreSQL's 63 bytes and is not taken. */
export function nameFor(
  context: AuditContext,
  kind: NamedKind,
  on: QualifiedName,
  parts: Omit<NameParts, 'table'>,
): string {
  const own = (context.sources.code === null ? undefined : DRIZZLE[kind]) ?? OWN[kind];
  const template = namePattern(context, kind)?.template ?? own;
  const base = fitted(template, { table: on.name, ...parts });
  for (let at = 0; ; at += 1) {
    const name = at === 0 ? base : numbered(base, at);
    if (!isTaken(context, on, name)) return name;
  }
}

/** A name for an object whose own was cut, in the form that it has, or else as the project makes them. */
export function shortName(context: AuditContext, { kind, schema, parts }: Named): string {
  const { table, ...rest } = parts;
  return nameFor(context, kind, { schema, name: table }, rest);
}

/** As PostgreSQL does with names that are taken. */
function numbered(base: string, number: number): string {
  const name = `${base}${number}`;
  return truncateIdentifier(name) === name ? name : `${base.slice(0, -String(number).length)}${number}`;
}

/** Cut in its longest part, so that its ends stay. */
function fitted(template: string, parts: NameParts): string {
  const said = { table: parts.table, references: parts.references ?? '', columns: parts.columns.join('_') };
  const filled = () => fill(template, { ...parts, ...said, columns: [said.columns] });
  // Counted and not filled anew for each letter: most long names lose many.
  let over = bytesOf(filled()) - MAX_IDENTIFIER_BYTES;
  while (over > 0 && (said.table.length > 1 || said.columns.length > 1)) {
    const { table, columns, references } = said;
    const isColumns = columns.length >= table.length && columns.length >= references.length;
    const longest = isColumns ? 'columns' : table.length >= references.length ? 'table' : 'references';
    const kept = withoutLast(said[longest]);
    over -= (template.split(`{${longest}}`).length - 1) * (bytesOf(said[longest]) - bytesOf(kept));
    said[longest] = kept;
  }
  return truncateIdentifier(filled());
}

/** Never half of a character. */
function withoutLast(text: string): string {
  return text.slice(0, (text.codePointAt(text.length - 2) ?? 0) > 0xffff ? -2 : -1);
}

/** Relations and indexes share the names of a schema; constraints those of their table. */
function isTaken(context: AuditContext, { schema, name: table }: QualifiedName, name: string): boolean {
  const bySchema = context.remember('relation names', () => relationNames(context));
  const { 'foreign-key': keys, check, exclusion } = lookupOf(context.catalog).childrenOf(schema, table);
  return bySchema.get(schema)?.has(name) === true || [...keys, ...check, ...exclusion].some((one) => one.name === name);
}

function relationNames({ catalog: { objects } }: AuditContext): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const kinds = [
    'table',
    'view',
    'materialized-view',
    'sequence',
    'index',
    'primary-key',
    'unique',
    'exclusion',
  ] as const;
  for (const kind of kinds)
    for (const { schema, name } of objects[kind]) {
      const known = names.get(schema);
      if (known) known.add(name);
      else names.set(schema, new Set([name]));
    }
  return names;
}

/** Where a foreign key would be made, what it would be called. */
export function foreignKeyName(
  context: AuditContext,
  on: QualifiedName,
  key: Pick<ForeignKey, 'columns' | 'references' | 'referencedColumns'>,
): string {
  const { columns, references, referencedColumns } = key;
  return nameFor(context, 'foreign-key', on, { columns, references: references.name, referencedColumns });
}
