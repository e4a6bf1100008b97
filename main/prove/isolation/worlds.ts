import {
  type Catalog,
  type Column,
  lookupOf,
  type ObjectId,
  objectId,
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import type { Row } from '#main/sources/live/session.ts';
import { setAside } from '../rows/fill.ts';
import { parentsFirst } from '../rows/order.ts';
import { RowMaker } from '../rows/row-maker.ts';
import type { SessionFacts } from './facts/session-facts.ts';
import { type Constant, placeKey } from './facts/session-term.ts';
import { type Pins, placeOf, TENANTS, type TenantName } from './pinned.ts';

/** Whose a row is: a tenant's, nobody's (its tenant is NULL), or of a table that all share. */
export type Owner = TenantName | 'nobody' | 'shared';

/** A row that is there: `tableoid` and `ctid`, which stay as long as nothing is committed. */
export type RowKey = string;

/** The SQL of a row's values by column. */
export type RowValues = ReadonlyMap<string, string>;

export interface TableRows {
  readonly table: Table;
  readonly keys: ReadonlyMap<Owner, ReadonlySet<RowKey>>;
  /** The first row of each tenant, as it was written. */
  readonly first: ReadonlyMap<TenantName, RowValues>;
  /** One that could be added to each tenant's, and was not. */
  readonly spare: ReadonlyMap<TenantName, RowValues>;
  /** Of the first row of each tenant, as text, its key and the values that other tables refer to. */
  readonly referred: ReadonlyMap<TenantName, ReadonlyMap<string, string>>;
  /** The server's words where no row could be made. */
  readonly gaveUp: string | null;
}

export interface WorldsOptions {
  readonly catalog: Catalog;
  readonly pins: Pins;
  readonly facts: SessionFacts;
  /** Tables that hold tenants' rows; every other one is shared. */
  readonly holdsTenants: (table: Table) => boolean;
  readonly work: Work;
}

/** Rows of one number are far from those of another world. */
const NUMBERS: Readonly<Record<Owner, number>> = { shared: 1, a: 201, b: 401, nobody: 601 };
const ATTEMPTS = 4;
const MOST_VARIANTS = 3;

/** Fills every table with rows of two tenants, of nobody where the tenant may be NULL, and of all. Committed. */
export async function fillWorlds(
  session: ScratchSession,
  options: WorldsOptions,
): Promise<ReadonlyMap<ObjectId, TableRows>> {
  const { catalog } = options;
  const tables = parentsFirst(catalog).filter(({ foreign, partitionOf }) => foreign === null && partitionOf === null);
  const aside = tables.flatMap((table) => setAside(table, catalog));
  await quietly(
    session,
    aside.map(({ off }) => off),
  );
  const filling = new Filling(session, tables, options);
  await filling.fill();
  await quietly(
    session,
    aside.map(({ on }) => on),
  );
  return filling.rows();
}

async function quietly(session: ScratchSession, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await session.query(sql).catch(() => []);
}

interface Filled {
  readonly keys: Map<Owner, Set<RowKey>>;
  readonly first: Map<TenantName, RowValues>;
  readonly spare: Map<TenantName, RowValues>;
  readonly referred: Map<TenantName, ReadonlyMap<string, string>>;
  gaveUp: string | null;
}

class Filling {
  readonly #session: ScratchSession;
  readonly #tables: readonly Table[];
  readonly #options: WorldsOptions;
  readonly #makers: Readonly<Record<TenantName | 'shared', RowMaker>>;
  readonly #filled = new Map<ObjectId, Filled>();

  constructor(session: ScratchSession, tables: readonly Table[], options: WorldsOptions) {
    const demand = { catalog: options.catalog, rows: 1 };
    this.#session = session;
    this.#tables = tables;
    this.#options = options;
    this.#makers = { shared: new RowMaker(demand), a: new RowMaker(demand), b: new RowMaker(demand) };
  }

  rows(): ReadonlyMap<ObjectId, TableRows> {
    return new Map(
      this.#tables.map((table): readonly [ObjectId, TableRows] => {
        return [table.id, { table, ...this.#of(table) }];
      }),
    );
  }

  async fill(): Promise<void> {
    const { holdsTenants, work } = this.#options;
    let done = 0;
    for (const table of this.#tables) {
      work.signal.throwIfAborted();
      work.report({ stage: 'rows', detail: `${table.schema}.${table.name}`, done, total: this.#tables.length });
      if (!holdsTenants(table)) await this.#share(table);
      else for (const tenant of TENANTS) await this.#settle(table, tenant);
      done += 1;
    }
    // Last, since a row of nobody may point at rows of a tenant.
    for (const table of this.#tables) if (holdsTenants(table)) await this.#abandon(table);
  }

  #of(table: Table): Filled {
    let filled = this.#filled.get(table.id);
    if (!filled) {
      filled = { keys: new Map(), first: new Map(), spare: new Map(), referred: new Map(), gaveUp: null };
      this.#filled.set(table.id, filled);
    }
    return filled;
  }

  async #share(table: Table): Promise<void> {
    for (const row of [1, 3]) {
      const made = await this.#insert(table, 'shared', { row, pinned: new Map(), preferred: new Map() });
      if (!made) return;
      for (const tenant of TENANTS) this.#makers[tenant].remember(table, made.stored);
    }
  }

  /** A row as policies like it best, and others that differ in what policies ask about. */
  async #settle(table: Table, tenant: TenantName): Promise<void> {
    const filled = this.#of(table);
    const base = NUMBERS[tenant];
    const pinned = this.#pinned(table, tenant);
    const preferred = this.#preferred(table);
    const first = await this.#insert(table, tenant, { row: base, pinned, preferred });
    if (!first) return;
    filled.first.set(tenant, first.values);
    const kept = this.#makers[tenant]
      .kept(table)
      .map(({ name }, at) => [name, String(first.stored[`c${at}`])] as const);
    const own = this.#keyOf(table).map((name, at) => [name, String(first.stored[`p${at}`])] as const);
    filled.referred.set(tenant, new Map([...own, ...kept]));
    for (const [at, variant] of this.#variants(table).entries())
      await this.#insert(
        table,
        tenant,
        { row: base + 2 + 2 * at, pinned, preferred: new Map([...preferred, ...variant]) },
        false,
      );
    const maker = this.#makers[tenant];
    const values = await maker.valuesFor(this.#session, table, {
      row: base + 50,
      attempt: 0,
      pinned,
      preferred,
    });
    filled.spare.set(tenant, this.#numbered(table, values, base + 50));
  }

  /** Sequences are not everybody's to use: a row that a role adds says its number itself. */
  #numbered(table: Table, values: RowValues, number: number): RowValues {
    const own = this.#columns(table).filter(
      ({ name, identity, default: text }) => !values.has(name) && (identity !== null || text?.startsWith('nextval(')),
    );
    return new Map([...values, ...own.map(({ name, type }) => [name, `${20_000 + number}::${type}`] as const)]);
  }

  async #abandon(table: Table): Promise<void> {
    const { pins } = this.#options;
    const mayBeNull = this.#columns(table).filter(
      (column) => !column.notNull && column.generated === null && pins.classOf(placeOf(column))?.isTenant,
    );
    if (mayBeNull.length === 0) return;
    const nothing = new Map(mayBeNull.map(({ name }) => [name, 'NULL'] as const));
    const pinned = new Map([...this.#pinned(table, 'b'), ...nothing]);
    const preferred = this.#preferred(table);
    await this.#insert(table, 'nobody', { row: NUMBERS.nobody, pinned, preferred }, false);
  }

  #keyOf({ schema, name }: Table): readonly string[] {
    return lookupOf(this.#options.catalog).childrenOf(schema, name)['primary-key'][0]?.columns ?? [];
  }

  #columns({ schema, name }: Table): readonly Column[] {
    return lookupOf(this.#options.catalog).childrenOf(schema, name).column;
  }

  #pinned(table: Table, tenant: TenantName): RowValues {
    return new Map(
      this.#columns(table).flatMap((column): readonly (readonly [string, string])[] => {
        const found = column.generated === null ? this.#options.pins.classOf(placeOf(column)) : undefined;
        return found ? [[column.name, `${quoteLiteral(found.values[tenant])}::${column.type}`]] : [];
      }),
    );
  }

  #asked(table: Table): readonly { readonly column: Column; readonly constants: readonly Constant[] }[] {
    const { facts, pins } = this.#options;
    return this.#columns(table).flatMap((column) => {
      const constants = facts.asked.get(placeKey(placeOf(column)));
      const isFree = column.generated === null && !pins.classOf(placeOf(column));
      return constants && isFree ? [{ column, constants }] : [];
    });
  }

  /** What policies ask of a column, where it is asked most often. */
  #preferred(table: Table): RowValues {
    return new Map(
      this.#asked(table).flatMap(({ column, constants }): readonly (readonly [string, string])[] => {
        const [constant] = constants.filter((each) => each !== null || !column.notNull);
        return constant === undefined ? [] : [[column.name, sqlOf(constant, column)]];
      }),
    );
  }

  /** Rows that answer otherwise to one thing that policies ask. */
  #variants(table: Table): readonly RowValues[] {
    const { facts } = this.#options;
    const variants = this.#asked(table).flatMap(({ column, constants }): readonly RowValues[] => {
      if (column.type === 'boolean') return [new Map([[column.name, constants[0] === 'false' ? 'true' : 'false']])];
      return constants
        .slice(1)
        .flatMap((constant) =>
          constant === null && column.notNull ? [] : [new Map([[column.name, sqlOf(constant, column)]])],
        );
    });
    const times = this.#columns(table).filter(
      ({ type, generated }) => /^(date|timestamp)/.test(type) && generated === null,
    );
    const isAsked = (column: Column) => facts.ordered.has(placeKey(placeOf(column)));
    // Made-up times have passed. One that is to come takes those along that checks may hold against it.
    const moved = times.some(isAsked) ? times.filter((column) => isAsked(column) || column.default === null) : [];
    const soon = new Map(moved.map(({ name, type }, at) => [name, `(CURRENT_DATE + ${7 + at})::${type}`] as const));
    return [...(soon.size > 0 ? [soon] : []), ...variants].slice(0, MOST_VARIANTS);
  }

  async #insert(
    table: Table,
    owner: Owner,
    wanted: { readonly row: number; readonly pinned: RowValues; readonly preferred: RowValues },
    isNeeded = true,
  ): Promise<{ readonly values: RowValues; readonly stored: Row } | null> {
    const maker = this.#makers[owner === 'nobody' ? 'b' : owner];
    const filled = this.#of(table);
    let last = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      // What policies would like may be what the table does not take.
      const preferred = attempt < ATTEMPTS - 1 ? wanted.preferred : NO_VALUES;
      try {
        const values = await maker.valuesFor(this.#session, table, { ...wanted, preferred, attempt });
        const kept = maker.kept(table).map(({ name }, at) => `, ${quoteIdent(name)}::text AS c${at}`);
        const own = this.#keyOf(table).map((name, at) => `, ${quoteIdent(name)}::text AS p${at}`);
        const [stored = {}] = await this.#session.query(
          `${insertOf(table, values)} RETURNING ${ROW_KEY} AS k${[...kept, ...own].join('')}`,
        );
        maker.remember(table, stored);
        const keys = filled.keys.get(owner) ?? new Set();
        filled.keys.set(owner, keys.add(String(stored.k)));
        return { values, stored };
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
    }
    if (isNeeded) filled.gaveUp ??= last;
    return null;
  }
}

const NO_VALUES: RowValues = new Map();

/** One text for a row. */
export const ROW_KEY = `tableoid::oid::text || ctid::text`;

export function insertOf({ schema, name }: Table, values: RowValues): string {
  const columns = [...values.keys()].map(quoteIdent).join(', ');
  const into = `INSERT INTO ${quoteQualified(schema, name)}`;
  return values.size === 0
    ? `${into} DEFAULT VALUES`
    : `${into} (${columns}) OVERRIDING SYSTEM VALUE VALUES (${[...values.values()].join(', ')})`;
}

function sqlOf(constant: Constant, { type }: Column): string {
  return constant === null ? 'NULL' : `${quoteLiteral(constant)}::${type}`;
}

export function tableIdOf({ schema, name }: { readonly schema: string; readonly name: string }): ObjectId {
  return objectId('table', schema, name);
}
