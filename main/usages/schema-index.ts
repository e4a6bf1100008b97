import type { CatalogObject, Kind, ObjectId, Reading } from '#app/catalog';
import { objectId, parseObjectId } from '#app/catalog';
import { digest } from '#main/sources/code/cache/probe.ts';
import { createNameSearch } from './sql/name-search.ts';

/** Kinds of objects that code knows by a name. */
const NAMED: readonly Kind[] = ['table', 'view', 'materialized-view', 'enum', 'sequence', 'schema', 'role'];

/** The schema as code that uses it sees it. */
export interface SchemaIndex {
  /** The object that a schema file exports under a name. */
  exported(file: string, name: string): ObjectId | null;
  /** The object that is declared at a place. */
  declaredAt(file: string, line: number, column: number): ObjectId | null;
  /** Whether objects are declared in the file. */
  declaresIn(file: string): boolean;
  /** The column of a table that a property stands for. */
  columnByKey(table: ObjectId, key: string): ObjectId | null;
  /** The column of a table by its name in the database. */
  columnByName(table: ObjectId, name: string): ObjectId | null;
  columnKeys(table: ObjectId): readonly (readonly [key: string, column: ObjectId])[];
  /** What a relation of Drizzle leads to. */
  related(table: ObjectId, relation: string): ObjectId | null;
  /** The table or view of a relational query: `db.query.<key>`. */
  queried(key: string): ObjectId | null;
  /** A table or view by its name in SQL; without a schema, by the search path. */
  byName(schema: string | null, name: string): ObjectId | null;
  /** Whether a text of SQL may name a table or view: `false` is sure. */
  isNamedIn(text: string): boolean;
  /** A digest of all of it: what was found with another schema does not hold. */
  readonly content: string;
}

const SEARCH_PATH = ['public'];

export function createSchemaIndex(reading: Reading): SchemaIndex {
  const { catalog, code } = reading;
  const exported = new Map((code?.exported ?? []).map(({ object, file, name }) => [`${file}\0${name}`, object]));
  const queried = new Map<string, ObjectId>();
  for (const { object, name } of [...(code?.exported ?? []), ...(code?.exports ?? [])]) {
    if (isRelation(object) && !queried.has(name)) queried.set(name, object);
  }
  const declared = new Map<string, ObjectId | null>();
  const files = new Set<string>();
  const names = new Map<string, ObjectId>();
  for (const object of NAMED.flatMap((kind): readonly CatalogObject[] => catalog.objects[kind])) {
    if (isRelation(object.id) && 'schema' in object && 'name' in object) {
      names.set(`${object.schema}\0${object.name}`, object.id);
    }
    const [origin] = object.origins;
    if (origin?.file === undefined || origin.line === undefined) continue;
    files.add(origin.file);
    const place = `${origin.file}\0${origin.line}\0${origin.column}`;
    // One call may make several objects: then the place alone does not tell which.
    declared.set(place, declared.has(place) ? null : object.id);
  }
  const columns = columnsByTable(reading);
  const relations = new Map<string, ObjectId>();
  for (const { from, to, name } of code?.relations ?? []) {
    const [source, target] = [from, to].map(({ schema, table }) => names.get(`${schema}\0${table}`));
    if (source !== undefined && target !== undefined) relations.set(`${source}\0${name}`, target);
  }
  return {
    exported: (file, name) => exported.get(`${file}\0${name}`) ?? null,
    declaredAt: (file, line, column) => declared.get(`${file}\0${line}\0${column}`) ?? null,
    declaresIn: (file) => files.has(file),
    columnByKey: (table, key) => columns.get(table)?.byKey.get(key) ?? null,
    columnByName: (table, name) => columns.get(table)?.byName.get(name) ?? null,
    columnKeys: (table) => [...(columns.get(table)?.byKey ?? [])],
    related: (table, relation) => relations.get(`${table}\0${relation}`) ?? null,
    queried: (key) => queried.get(key) ?? null,
    byName(schema, name) {
      const schemas = schema === null ? SEARCH_PATH : [schema];
      return schemas.map((each) => names.get(`${each}\0${name}`)).find((id) => id !== undefined) ?? null;
    },
    isNamedIn: createNameSearch([...names.keys()].map((key) => key.slice(key.indexOf('\0') + 1))),
    content: digest(
      JSON.stringify([
        [...exported],
        [...queried],
        [...declared.values()],
        [...names],
        [...columns].map(([table, { byKey }]) => [table, [...byKey]]),
        [...relations],
      ]),
    ),
  };
}

/** The files that the schema is declared in and exported from, as the reading names them. */
export function declaringFiles({ catalog, code }: Reading): ReadonlySet<string> {
  const objects = NAMED.flatMap((kind): readonly CatalogObject[] => catalog.objects[kind]);
  const declared = objects.flatMap(({ origins }) => origins.flatMap(({ file }) => file ?? []));
  return new Set([...declared, ...(code?.exported ?? []).map(({ file }) => file)]);
}

function isRelation(id: ObjectId): boolean {
  return /^(table|view|materialized-view):/.test(id);
}

interface TableColumns {
  readonly byKey: Map<string, ObjectId>;
  readonly byName: Map<string, ObjectId>;
}

function columnsByTable({ catalog, code }: Reading): ReadonlyMap<ObjectId, TableColumns> {
  const keys = new Map((code?.columnKeys ?? []).map(({ object, key }) => [object, key]));
  const tables = new Map<ObjectId, TableColumns>();
  for (const { id, schema, table, name } of catalog.objects.column) {
    const of = objectId('table', schema, table);
    let known = tables.get(of);
    if (!known) {
      known = { byKey: new Map(), byName: new Map() };
      tables.set(of, known);
    }
    known.byKey.set(keys.get(id) ?? name, id);
    known.byName.set(name, id);
  }
  return tables;
}

/** The table a column belongs to. */
export function tableOf(column: ObjectId): ObjectId {
  const [schema = '', table = ''] = parseObjectId(column).parts;
  return objectId('table', schema, table);
}
