import {
  type CatalogLookup,
  type CodeFacts,
  type ForeignKey,
  lookupOf,
  type ObjectId,
  type Origin,
  objectId,
  type Reading,
  type Relation,
  type Table,
} from '#app/catalog';
import { singular, wordsOf } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { AUDIT_SOURCES, type AuditSource } from '../finding.ts';
import type { Needs } from '../rule.ts';

/** Rules about relations look at the code, and at the keys of every other source that is there. */
export const CODE: Needs = [['code']];

/** A foreign key that any source has, between two tables that the code declares. */
export interface KeyOfAnySource {
  readonly key: ForeignKey;
  /** The strongest one that has it first. */
  readonly sources: readonly AuditSource[];
}

/** What the code's relations are judged by. */
export interface CodeRelations {
  readonly facts: CodeFacts;
  readonly lookup: CatalogLookup;
  readonly relations: readonly Relation[];
  /** Drizzle's relational queries are used at all: without a relation there is nothing to be missing from. */
  readonly isUsed: boolean;
  readonly keys: readonly KeyOfAnySource[];
  from(table: ObjectId): readonly Relation[];
  to(table: ObjectId): readonly Relation[];
  keysOf(table: ObjectId): readonly KeyOfAnySource[];
  /** Keys that reference the table. */
  keysTo(table: ObjectId): readonly KeyOfAnySource[];
  /** Names in the code: exports of tables, properties of columns. */
  readonly exportNames: ReadonlyMap<ObjectId, string>;
  readonly columnKeys: ReadonlyMap<ObjectId, string>;
}

/** The code's relations and all that they should follow; `null` without the code. */
export function codeRelations(context: AuditContext): CodeRelations | null {
  return context.remember('code relations', () => {
    const code = context.sources.code;
    return code?.code ? gather(context, code, code.code) : null;
  });
}

function gather(context: AuditContext, { catalog }: Reading, facts: CodeFacts): CodeRelations {
  const lookup = lookupOf(catalog);
  const { relations } = facts;
  const keys = keysOfAll(context, lookup);
  const [from, to, byTable, byTarget] = [
    grouped(relations, ({ from: end }) => tableOfEnd(end)),
    grouped(relations, ({ to: end }) => tableOfEnd(end)),
    grouped(keys, ({ key }) => objectId('table', key.schema, key.table)),
    grouped(keys, ({ key }) => objectId('table', key.references.schema, key.references.name)),
  ];
  return {
    facts,
    lookup,
    relations,
    isUsed: relations.length > 0,
    keys,
    from: (table) => from.get(table) ?? [],
    to: (table) => to.get(table) ?? [],
    keysOf: (table) => byTable.get(table) ?? [],
    keysTo: (table) => byTarget.get(table) ?? [],
    exportNames: new Map(facts.exports.map(({ object, name }) => [object, name])),
    columnKeys: new Map(facts.columnKeys.map(({ object, key }) => [object, key])),
  };
}

function keysOfAll({ sources }: AuditContext, lookup: CatalogLookup): readonly KeyOfAnySource[] {
  const found = new Map<string, { key: ForeignKey; sources: AuditSource[] }>();
  for (const source of AUDIT_SOURCES) {
    for (const key of sources[source]?.catalog.objects['foreign-key'] ?? []) {
      const ends = [
        objectId('table', key.schema, key.table),
        objectId('table', key.references.schema, key.references.name),
      ];
      if (key.inherited || ends.some((id) => lookup.find(id) === undefined)) continue;
      const place = JSON.stringify([ends, key.columns]);
      const known = found.get(place);
      if (known) known.sources.push(source);
      else found.set(place, { key, sources: [source] });
    }
  }
  return [...found.values()];
}

function grouped<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export function tableOfEnd({ schema, table }: Relation['from']): ObjectId {
  return objectId('table', schema, table);
}

export function isSelf({ from, to }: Relation): boolean {
  return tableOfEnd(from) === tableOfEnd(to);
}

export function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column) => b.includes(column));
}

/** Whether a relation leads along a key, from the table that has it. */
export function follows({ from, to }: Relation, { schema, table, columns, references }: ForeignKey): boolean {
  return (
    from.schema === schema &&
    from.table === table &&
    to.schema === references.schema &&
    to.table === references.name &&
    sameColumns(from.columns, columns)
  );
}

/** Whether a relation says by itself that it leads back along a key: drizzle-orm 1.0 names the columns on both sides. */
export function leadsBack({ from, to }: Relation, { schema, table, columns, references }: ForeignKey): boolean {
  return (
    to.schema === schema &&
    to.table === table &&
    from.schema === references.schema &&
    from.table === references.name &&
    sameColumns(to.columns, columns)
  );
}

/** The name that people know a table by in the code: its export. */
export function exportOf({ exportNames }: CodeRelations, table: Pick<Table, 'id' | 'name'>): string {
  return exportNames.get(table.id) ?? table.name;
}

/** The property of a column in the code. */
export function keyOfColumn({ columnKeys }: CodeRelations, schema: string, table: string, column: string): string {
  return columnKeys.get(objectId('column', schema, table, column)) ?? column;
}

/** `src/relations.ts:12`, or nothing where the place is not known. */
export function sayPlace(origin: Origin | null | undefined): string {
  if (!origin?.file) return '';
  return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
}

/** What a relation along a key would be called: `proposal` for `proposal_id`, `invitedByPerson` for `invited_by`. */
export function relationNameFor(code: CodeRelations, key: ForeignKey): string {
  const [column = ''] = key.columns;
  const property = keyOfColumn(code, key.schema, key.table, column);
  const bare = property.replace(/_?(id|uuid)$/i, '');
  const found = code.lookup.find(objectId('table', key.references.schema, key.references.name));
  const target = singular(found?.kind === 'table' ? exportOf(code, found) : key.references.name);
  if (bare === '') return camel(target);
  // The column itself has that name already.
  return bare === property ? camel(`${property}_${target}`) : camel(bare);
}

function camel(name: string): string {
  return name.replace(/_([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The relations() that a table has already, or what they would be called. */
export function relationsExport(code: CodeRelations, table: Pick<Table, 'id' | 'name'>): string {
  return code.from(table.id)[0]?.export ?? `${exportOf(code, table)}Relations`;
}

const ACTOR =
  /(^|_)(created|updated|deleted|modified|approved|archived|assigned|invited|uploaded|changed|added|closed|sent|locked|reviewed)_(by|to)(_(id|user_id|user))?$/;

/** Columns that say who did something: nobody asks a person for all that they ever touched. */
export function isActorColumn(name: string): boolean {
  return ACTOR.test(wordsOf(name).join('_'));
}
