import { type Catalog, lookupOf } from '#app/catalog';
import type { ColumnWords, Name, SqlAction } from './sql-action.ts';

export interface ColumnThen {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
}

export interface KeyThen {
  readonly name: string;
  readonly kind: Extract<SqlAction, { does: 'add-constraint' }>['kind'];
  readonly columns: readonly string[];
  readonly references: Name | null;
}

export interface TableThen {
  readonly schema: string;
  readonly name: string;
  readonly columns: Map<string, ColumnThen>;
  readonly keys: KeyThen[];
  /** False where columns come from elsewhere, and so not all are known. */
  readonly isComplete: boolean;
  /** True for what came since the group began: nobody else sees it, and it has few rows or none. */
  isNew: boolean;
}

const NO_SCHEMA = '';
const DEFAULT_SCHEMA = 'public';

/**
 * The schema as the statements up to some point have left it, as far as their texts tell: tables, columns, enums, indexes. Starts
 * from a catalog, or from nothing, and copies only what is touched.
 */
export class SchemaThen {
  readonly #base: Base | null;
  readonly #tables = new Map<string, TableThen>();
  readonly #gone = new Set<string>();
  readonly #enums = new Map<string, readonly string[]>();
  readonly #indexes = new Map<string, Name>();
  readonly #bySimpleName = new Map<string, string[]>();
  readonly #views = new Set<string>();

  constructor(catalog: Catalog | null = null) {
    this.#base = catalog && baseOf(catalog);
    for (const [key, labels] of this.#base?.enums ?? []) this.#enums.set(key, labels);
  }

  /** From here on, what is there already is somebody's: tables that come later are new. */
  beginGroup(): void {
    for (const table of this.#tables.values()) table.isNew = false;
  }

  /** A table by the name that a statement has for it; without a schema, in `public` or in the only schema that has one. */
  table([schema, name]: Name): TableThen | null {
    if (schema !== NO_SCHEMA) return this.#find(schema, name);
    const own = this.#find(DEFAULT_SCHEMA, name);
    if (own) return own;
    const schemas = this.#schemasWith(name).filter((one) => this.#find(one, name) !== null);
    const [only, ...others] = schemas;
    return only !== undefined && others.length === 0 ? this.#find(only, name) : null;
  }

  /** Every table's name there ever was, without its schema. */
  names(): readonly string[] {
    return [...(this.#base?.schemasOf.keys() ?? []), ...this.#bySimpleName.keys()];
  }

  /** The tables there are now, by schema and name. */
  tableNames(): readonly Name[] {
    const old = [...(this.#base?.tables ?? [])].filter(([key]) => !this.#gone.has(key) && !this.#tables.has(key));
    return [...old.map(([, one]) => one), ...this.#tables.values()].map(({ schema, name }) => [schema, name]);
  }

  enumNames(): readonly Name[] {
    return [...this.#enums.keys()].map(namesOfKey);
  }

  knowsSchema(schema: string): boolean {
    return this.#base?.schemas.has(schema) === true || [...this.#bySimpleName.values()].flat().includes(schema);
  }

  isView([schema, name]: Name): boolean {
    const key = keyOf(schema || DEFAULT_SCHEMA, name);
    return this.#views.has(key) || (this.#base?.views.has(key) === true && !this.#gone.has(key));
  }

  /** The labels of an enum by its type's text, `mood` or `public.mood`; `null` for any other type. */
  labelsOf(type: string): readonly string[] | null {
    const bare = type.replace(/(\[\])+$/, '').replaceAll('"', '');
    const dot = bare.indexOf('.');
    return (
      this.#enums.get(dot < 0 ? keyOf(DEFAULT_SCHEMA, bare) : keyOf(bare.slice(0, dot), bare.slice(dot + 1))) ?? null
    );
  }

  get tables(): Iterable<TableThen> {
    return this.#tables.values();
  }

  get enums(): ReadonlyMap<string, readonly string[]> {
    return this.#enums;
  }

  get indexes(): ReadonlyMap<string, Name> {
    return this.#indexes;
  }

  /** Takes one action in. What is there already is not made again. */
  apply(action: SqlAction): void {
    switch (action.does) {
      case 'create-table':
        if (!action.temporary && !this.table(action.table)) this.#make(action);
        return;
      case 'add-column':
        this.#addColumn(action.table, action.column);
        return;
      case 'drop-column':
        this.table(action.table)?.columns.delete(action.column);
        return;
      case 'alter-column':
        this.#alterColumn(action);
        return;
      case 'add-constraint':
        this.#addConstraint(action);
        return;
      case 'drop-constraint':
        this.#dropConstraint(action.table, action.name);
        return;
      case 'rename':
        this.#rename(action);
        return;
      case 'move':
        this.#move(action.from, [action.schema, action.from[1]]);
        return;
      case 'create-index':
        if (action.name !== null) this.#indexes.set(keyOf(this.#schemaOf(action.table), action.name), action.table);
        return;
      case 'create-type':
        if (action.labels) this.#enums.set(keyOf(action.type[0] || DEFAULT_SCHEMA, action.type[1]), action.labels);
        return;
      case 'add-label':
        this.#addLabel(action.type, action.label);
        return;
      case 'create':
        if (/view$/.test(action.what)) this.#views.add(keyOf(action.name[0] || DEFAULT_SCHEMA, action.name[1]));
        return;
      case 'drop':
        this.#drop(action.what, action.name);
        return;
      default:
        return;
    }
  }

  #find(schema: string, name: string): TableThen | null {
    const key = keyOf(schema, name);
    const known = this.#tables.get(key);
    if (known || this.#gone.has(key) || !this.#base) return known ?? null;
    const own = this.#base.tables.get(key);
    if (!own) return null;
    const { columns, keys } = seedOf(this.#base, own);
    const table: TableThen = {
      schema,
      name,
      columns: new Map(columns),
      keys: [...keys],
      isComplete: true,
      isNew: false,
    };
    this.#tables.set(key, table);
    return table;
  }

  #make({ table: [schema, name], columns, copies }: Extract<SqlAction, { does: 'create-table' }>): void {
    const own = schema || DEFAULT_SCHEMA;
    this.#gone.delete(keyOf(own, name));
    this.#noteName(own, name);
    this.#tables.set(keyOf(own, name), {
      schema: own,
      name,
      columns: new Map(columns.map((column) => [column.name, thenOf(column)])),
      keys: columns.flatMap((column) => keysOf(column, name)),
      isComplete: !copies,
      isNew: true,
    });
  }

  #noteName(schema: string, name: string): void {
    const known = this.#bySimpleName.get(name);
    if (!known) this.#bySimpleName.set(name, [schema]);
    else if (!known.includes(schema)) known.push(schema);
  }

  #addColumn(name: Name, column: ColumnWords): void {
    const table = this.table(name);
    if (!table || table.columns.has(column.name)) return;
    table.columns.set(column.name, thenOf(column));
    table.keys.push(...keysOf(column, table.name));
  }

  #alterColumn({ table, column, what, type }: Extract<SqlAction, { does: 'alter-column' }>): void {
    const columns = this.table(table)?.columns;
    const before = columns?.get(column);
    if (!columns || !before) return;
    if (what === 'type' && type !== null) columns.set(column, { ...before, type });
    else if (what === 'set-not-null' || what === 'drop-not-null')
      columns.set(column, { ...before, notNull: what === 'set-not-null' });
  }

  #addConstraint({ table, name, kind, columns, references }: Extract<SqlAction, { does: 'add-constraint' }>): void {
    const own = this.table(table);
    own?.keys.push({ name: name ?? '', kind, columns, references });
    if (kind !== 'primary-key' || !own) return;
    for (const column of columns) {
      const before = own.columns.get(column);
      if (before) own.columns.set(column, { ...before, notNull: true });
    }
  }

  #dropConstraint(name: Name, constraint: string): void {
    const keys = this.table(name)?.keys;
    const at = keys?.findIndex((key) => key.name === constraint) ?? -1;
    if (at >= 0) keys?.splice(at, 1);
  }

  #rename({ what, of, from, to }: Extract<SqlAction, { does: 'rename' }>): void {
    if (what === 'table') {
      const table = this.table(of);
      if (table) this.#move([table.schema, table.name], [table.schema, to]);
      return;
    }
    if (what === 'column') {
      const columns = this.table(of)?.columns;
      const before = columns?.get(from);
      if (!columns || !before) return;
      columns.delete(from);
      columns.set(to, { ...before, name: to });
    }
    if (what === 'type') {
      const labels = this.#enums.get(keyOf(of[0] || DEFAULT_SCHEMA, of[1]));
      this.#enums.delete(keyOf(of[0] || DEFAULT_SCHEMA, of[1]));
      if (labels) this.#enums.set(keyOf(of[0] || DEFAULT_SCHEMA, to), labels);
      this.#retype(of[1], to);
    }
    if (what === 'label') {
      const key = keyOf(of[0] || DEFAULT_SCHEMA, of[1]);
      const labels = this.#enums.get(key);
      if (labels)
        this.#enums.set(
          key,
          labels.map((label) => (label === from ? to : label)),
        );
    }
  }

  /** Columns go along with the new name of their type. */
  #retype(from: string, to: string): void {
    for (const { columns } of this.#tables.values())
      for (const column of columns.values())
        if (column.type === from || column.type === `${DEFAULT_SCHEMA}.${from}`)
          columns.set(column.name, { ...column, type: to });
  }

  #move(from: Name, [schema, name]: Name): void {
    const table = this.table(from);
    if (!table) return;
    this.#tables.delete(keyOf(table.schema, table.name));
    this.#gone.add(keyOf(table.schema, table.name));
    this.#gone.delete(keyOf(schema, name));
    this.#noteName(schema, name);
    this.#tables.set(keyOf(schema, name), { ...table, schema, name });
  }

  #addLabel([schema, name]: Name, label: string): void {
    const key = keyOf(schema || DEFAULT_SCHEMA, name);
    const labels = this.#enums.get(key);
    if (labels && !labels.includes(label)) this.#enums.set(key, [...labels, label]);
  }

  #drop(what: string, name: Name): void {
    if (what === 'table') {
      const table = this.table(name);
      if (!table) return;
      this.#tables.delete(keyOf(table.schema, table.name));
      this.#gone.add(keyOf(table.schema, table.name));
    } else if (what === 'index') this.#indexes.delete(keyOf(name[0] || DEFAULT_SCHEMA, name[1]));
    else if (what === 'type') this.#enums.delete(keyOf(name[0] || DEFAULT_SCHEMA, name[1]));
    else if (/view$/.test(what)) {
      this.#views.delete(keyOf(name[0] || DEFAULT_SCHEMA, name[1]));
      this.#gone.add(keyOf(name[0] || DEFAULT_SCHEMA, name[1]));
    }
  }

  #schemasWith(name: string): readonly string[] {
    return [...new Set([...(this.#base?.schemasOf.get(name) ?? []), ...(this.#bySimpleName.get(name) ?? [])])];
  }

  #schemaOf(name: Name): string {
    return this.table(name)?.schema ?? (name[0] || DEFAULT_SCHEMA);
  }
}

/** What is asked of a catalog again and again, while a draft is typed. */
interface Base {
  readonly catalog: Catalog;
  readonly tables: ReadonlyMap<string, { readonly schema: string; readonly name: string }>;
  readonly schemasOf: ReadonlyMap<string, readonly string[]>;
  readonly schemas: ReadonlySet<string>;
  readonly views: ReadonlySet<string>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly seeds: Map<object, Seed>;
}

interface Seed {
  readonly columns: readonly (readonly [string, ColumnThen])[];
  readonly keys: readonly KeyThen[];
}

const bases = new WeakMap<Catalog, Base>();

function baseOf(catalog: Catalog): Base {
  let base = bases.get(catalog);
  if (!base) {
    const { table, view, 'materialized-view': stored, enum: enums } = catalog.objects;
    const schemasOf = new Map<string, string[]>();
    for (const { schema, name } of table) schemasOf.set(name, [...(schemasOf.get(name) ?? []), schema]);
    base = {
      catalog,
      tables: new Map(table.map((one) => [keyOf(one.schema, one.name), one])),
      schemasOf,
      schemas: new Set(table.map(({ schema }) => schema)),
      views: new Set([...view, ...stored].map(({ schema, name }) => keyOf(schema, name))),
      enums: new Map(enums.map(({ schema, name, labels }) => [keyOf(schema, name), labels])),
      seeds: new Map(),
    };
    bases.set(catalog, base);
  }
  return base;
}

function seedOf({ catalog, seeds }: Base, table: { readonly schema: string; readonly name: string }): Seed {
  let seed = seeds.get(table);
  if (!seed) {
    const {
      column,
      'foreign-key': foreign,
      'primary-key': primary,
    } = lookupOf(catalog).childrenOf(table.schema, table.name);
    seed = {
      columns: column.map(({ name, type, notNull }) => [name, { name, type, notNull }]),
      keys: [
        ...foreign.map(
          (key): KeyThen => ({ ...key, kind: 'foreign-key', references: [key.references.schema, key.references.name] }),
        ),
        ...primary.map((key): KeyThen => ({ ...key, kind: 'primary-key', references: null })),
      ],
    };
    seeds.set(table, seed);
  }
  return seed;
}

function thenOf({ name, type, notNull }: ColumnWords): ColumnThen {
  return { name, type, notNull };
}

function keysOf({ name, references, primaryKey }: ColumnWords, table: string): readonly KeyThen[] {
  return [
    ...(references
      ? [{ name: `${table}_${name}_fkey`, kind: 'foreign-key' as const, columns: [name], references }]
      : []),
    ...(primaryKey ? [{ name: `${table}_pkey`, kind: 'primary-key' as const, columns: [name], references: null }] : []),
  ];
}

function keyOf(schema: string, name: string): string {
  return `${schema}\u0000${name}`;
}

/** The inverse of the key: schema and name. */
export function namesOfKey(key: string): Name {
  const [schema = '', name = ''] = key.split('\u0000');
  return [schema, name];
}
