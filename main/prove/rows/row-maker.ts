import {
  type Catalog,
  type Column,
  type ForeignKey,
  lookupOf,
  type ObjectId,
  objectId,
  type Table,
} from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import type { Row } from '#main/sources/live/session.ts';
import { CheckedValues, isRequired } from './checked-values.ts';
import type { RowDemand } from './fill.ts';
import { createValueMaker, type ValueMaker } from './values.ts';

export interface Attempt {
  /** From 1. */
  readonly row: number;
  /** From 0: others than before. */
  readonly attempt: number;
  /** Values that are settled, as SQL of the columns' types; keys refer to rows that have them. */
  readonly pinned?: ReadonlyMap<string, string>;
  /** Values that are better than others where the checks take them. */
  readonly preferred?: ReadonlyMap<string, string>;
}

/** SQL by column; columns that are left out get their default, or null. */
type Values = Map<string, string>;

/** Numbers of attempts lie as far apart as rows hardly ever do. */
const STRIDE = 37;
const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** Thinks up the values of rows, and knows the rows that are there for others to refer to. */
export class RowMaker {
  readonly #catalog: Catalog;
  readonly #also: Catalog | undefined;
  readonly #values: ValueMaker;
  readonly #alsoValues: ValueMaker | null;
  readonly #stored = new Map<ObjectId, ReadonlyMap<string, string>[]>();
  readonly #keys: ReadonlyMap<ObjectId, readonly ForeignKey[]>;
  readonly #referenced: ReadonlyMap<ObjectId, ReadonlySet<string>>;
  readonly #checked: CheckedValues;

  constructor({ catalog, also }: RowDemand) {
    this.#catalog = catalog;
    this.#also = also;
    this.#values = createValueMaker(catalog);
    this.#alsoValues = also ? createValueMaker(also) : null;
    this.#checked = new CheckedValues(catalog, also);
    [this.#keys, this.#referenced] = foreignKeys(catalog, also);
  }

  /** The columns whose values others refer to. */
  kept(table: Table): readonly Column[] {
    const names = this.#referenced.get(table.id);
    return this.#columnsOf(table).filter(({ name }) => names?.has(name));
  }

  remember(table: Table, stored: Row): void {
    const row = new Map<string, string>();
    this.kept(table).forEach(({ name }, at) => {
      const value = stored[`c${at}`];
      if (typeof value === 'string') row.set(name, value);
    });
    this.#stored.set(table.id, [...(this.#stored.get(table.id) ?? []), row]);
  }

  async valuesFor(session: ScratchSession, table: Table, wanted: Attempt): Promise<Values> {
    const { row, attempt, pinned = NO_VALUES, preferred = NO_VALUES } = wanted;
    const columns = this.#columnsOf(table);
    const number = row + attempt * STRIDE;
    // A row of what has to be there alone: it shows what a backfill forgot.
    const isSparse = row % 2 === 0;
    const values: Values = new Map([...preferred, ...pinned]);
    this.#refer(table, columns, values, { number: row - 1 + attempt, isSparse });
    for (const column of columns) {
      if (values.has(column.name) || column.generated !== null) continue;
      const isOptional = isSparse && !isRequired(this.#catalog, column);
      const isSaid = this.#isChecked(column) || isSharedDefault(this.#catalog, column);
      if (isLeftOut(column, isOptional, isSaid)) continue;
      const value = this.#valueOf(column, number);
      if (value !== null) values.set(column.name, value);
    }
    const key = (name: string) => columns.find((column) => column.name === name);
    const fixed = new Set([...values.keys()].filter((name) => pinned.has(name) || this.#isKeyColumn(table, key(name))));
    const mayBeNone = new Set(columns.flatMap(({ name, notNull }) => (notNull || pinned.has(name) ? [] : [name])));
    const make = (column: Column) => this.#valueOf(column, number);
    return this.#checked.satisfy(session, { table, columns, values, fixed, mayBeNone, make, number, isSparse });
  }

  #columnsOf({ schema, name }: Table): readonly Column[] {
    return lookupOf(this.#catalog).childrenOf(schema, name).column;
  }

  #isChecked(column: Column): boolean {
    return this.#checked.mentions(column);
  }

  #isKeyColumn(table: Table, column: Column | undefined): boolean {
    return (this.#keys.get(table.id) ?? []).some(
      ({ columns }) => column !== undefined && columns.includes(column.name),
    );
  }

  #valueOf(column: Column, number: number): string | null {
    const wanted = this.#also && lookupOf(this.#also).columnOf(column.schema, column.table, column.name);
    const labels = wanted ? labelsOf(this.#also, wanted.type) : null;
    const own = labelsOf(this.#catalog, column.type);
    const isText = /^(text|character varying|character)\b/.test(column.type);
    if (labels && (own || isText)) {
      const both = own ? labels.filter((label) => own.includes(label)) : labels;
      const label = both[number % both.length];
      if (label !== undefined) return `${quoteLiteral(label)}::${column.type}`;
    }
    if (wanted && wanted.type !== column.type && isText && !labels) {
      const value = this.#alsoValues?.valueOf(wanted.type, number) ?? null;
      if (value !== null) return `${value}::text::${column.type}`;
    }
    return this.#values.valueOf(column.type, number);
  }

  /** The keys of many columns first: a shared column (the tenant's) then says which rows the others may refer to. */
  #refer(
    table: Table,
    columns: readonly Column[],
    values: Values,
    { number, isSparse }: { number: number; isSparse: boolean },
  ): void {
    const keys = [...(this.#keys.get(table.id) ?? [])].sort((a, b) => b.columns.length - a.columns.length);
    for (const key of keys) {
      const own = key.columns.map((name) => columns.find((column) => column.name === name));
      const parent = objectId('table', key.references.schema, key.references.name);
      const rows = (this.#stored.get(parent) ?? []).filter((stored) => fits(stored, key, values, own));
      const isOptional = own.some((column) => column && !column.notNull);
      const stored = rows[number % Math.max(rows.length, 1)];
      if (stored && !(isSparse && isOptional)) this.#take(stored, key, own, values);
      else if (isOptional)
        for (const column of own)
          if (column && !column.notNull && !values.has(column.name)) values.set(column.name, 'NULL');
      if (!stored && !isOptional && parent === table.id) this.#referToItself(key, columns, values, number + 1);
    }
  }

  #take(
    stored: ReadonlyMap<string, string>,
    key: ForeignKey,
    own: readonly (Column | undefined)[],
    values: Values,
  ): void {
    key.referencedColumns.forEach((name, at) => {
      const [value, column] = [stored.get(name), own[at]];
      if (value !== undefined && column && !values.has(column.name))
        values.set(column.name, `${quoteLiteral(value)}::${column.type}`);
    });
  }

  #referToItself(
    { columns: names, referencedColumns }: ForeignKey,
    columns: readonly Column[],
    values: Values,
    number: number,
  ): void {
    referencedColumns.forEach((name, at) => {
      const referenced = columns.find((column) => column.name === name);
      const value = values.get(name) ?? (referenced && this.#valueOf(referenced, number));
      if (!value) return;
      values.set(name, value);
      values.set(names[at] ?? name, value);
    });
  }
}

/** Columns that PostgreSQL fills by itself, and what may be null in a sparse row. */
function isLeftOut(column: Column, isOptional: boolean, isChecked: boolean): boolean {
  if (column.identity !== null || column.default?.startsWith('nextval(')) return true;
  if (column.default !== null && !isChecked) return true;
  return isOptional;
}

function fits(
  stored: ReadonlyMap<string, string>,
  key: ForeignKey,
  values: Values,
  own: readonly (Column | undefined)[],
): boolean {
  return key.referencedColumns.every((name, at) => {
    const column = own[at];
    const value = stored.get(name);
    if (value === undefined || !column) return false;
    const taken = values.get(column.name);
    return taken === undefined || taken === `${quoteLiteral(value)}::${column.type}`;
  });
}

function labelsOf(catalog: Catalog | undefined, type: string): readonly string[] | null {
  const [name = '', schema] = type.replaceAll('"', '').split('.').reverse();
  const found = catalog?.objects.enum.find(
    (one) => one.name === name && (schema === undefined || one.schema === schema),
  );
  return found?.labels ?? null;
}

function foreignKeys(catalog: Catalog, also: Catalog | undefined) {
  const lookup = lookupOf(catalog);
  const keys = new Map<ObjectId, ForeignKey[]>();
  const referenced = new Map<ObjectId, Set<string>>();
  const known = new Set<string>();
  for (const key of [...catalog.objects['foreign-key'], ...(also?.objects['foreign-key'] ?? [])]) {
    const shape = JSON.stringify([key.schema, key.table, key.columns, key.references, key.referencedColumns]);
    const isThere =
      key.columns.every((name) => lookup.columnOf(key.schema, key.table, name)) &&
      key.referencedColumns.every((name) => lookup.columnOf(key.references.schema, key.references.name, name));
    if (known.has(shape) || !isThere) continue;
    known.add(shape);
    const table = objectId('table', key.schema, key.table);
    keys.set(table, [...(keys.get(table) ?? []), key]);
    const parent = objectId('table', key.references.schema, key.references.name);
    referenced.set(parent, new Set([...(referenced.get(parent) ?? []), ...key.referencedColumns]));
  }
  return [keys, referenced] as const;
}

/** A constant default of what has to be unique: the second row cannot have it. */
function isSharedDefault(catalog: Catalog, { schema, table, name, default: text }: Column): boolean {
  if (text === null || text.includes('(')) return false;
  const { unique, index } = lookupOf(catalog).childrenOf(schema, table);
  return (
    unique.some(({ columns }) => columns.length === 1 && columns[0] === name) ||
    index.some(({ unique: isUnique, keys }) => isUnique && keys.length === 1 && keys[0]?.expression === name)
  );
}
