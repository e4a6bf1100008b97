import { type Catalog, lookupOf, type ObjectId, objectId, quoteIdent, quoteQualified, type Table } from '#app/catalog';
import { effectivePolicy } from '#app/coverage';
import { quoteLiteral, renderCreateTrigger } from '#app/sql';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { setAside } from '../rows/fill.ts';
import { type Pins, placeOf } from './pinned.ts';
import { type Owner, ROW_KEY, type RowKey, type TableRows } from './worlds.ts';

/**
 * Partitions are read and written by name as well, and then only their own policies hold. Each is taken off its table and
 * given copies of all the table's rows, so that what is probed does not hang on which partition made-up rows fall into: by
 * hash, by a list of the real tenants, or one of hundreds of months. Another one takes its place in the table.
 */
export class Partitions {
  readonly #session: ScratchSession;
  readonly #catalog: Catalog;
  readonly #alone = new Set<ObjectId>();
  readonly #copies: TableRows[] = [];
  readonly #usable = new Map<string, boolean>();
  #made = 0;

  constructor(session: ScratchSession, catalog: Catalog) {
    this.#session = session;
    this.#catalog = catalog;
  }

  /** What was copied into them. */
  get copies(): readonly TableRows[] {
    return this.#copies;
  }

  /** Before there are rows: what refers to them would hold a partition where it is. */
  async setApart(): Promise<void> {
    const tables = this.#catalog.objects.table.filter(({ foreign }) => foreign === null);
    for (const table of tables) if (table.partitionOf !== null) await this.#detach(table);
    // A row that no partition is meant for has to lie somewhere.
    for (const table of tables)
      if (table.partitionKey !== null && !/^HASH\b/i.test(table.partitionKey))
        await this.#quietly([this.#partitionOf(table, 'DEFAULT')]);
  }

  of({ schema, name }: Table): readonly Table[] {
    return this.#catalog.objects.table.filter(
      ({ partitionOf, foreign }) =>
        foreign === null && partitionOf?.parent.schema === schema && partitionOf.parent.name === name,
    );
  }

  /** Whether each of its partitions is some tenants' own. */
  isListOfTenants(table: Table, pins: Pins): boolean {
    const [, key = ''] = /^LIST\s*\((.*)\)$/i.exec(table.partitionKey ?? '') ?? [];
    return lookupOf(this.#catalog)
      .childrenOf(table.schema, table.name)
      .column.some((column) => quoteIdent(column.name) === key && pins.classOf(placeOf(column))?.isTenant);
  }

  /** A role that gets at no other part of the table may be that of the tenant whose rows lie in this one. */
  isOnlyFor(role: string, { table, of }: { readonly table: Table; readonly of: Table }): boolean {
    const others = this.#family(of).filter(({ id }) => id !== table.id && !this.#isWithin(table, id));
    return this.#mayUse(role, table) && !others.some((other) => this.#mayUse(role, other));
  }

  #family(table: Table): readonly Table[] {
    return [table, ...this.of(table).flatMap((part) => this.#family(part))];
  }

  /** Whether the one is a part of the other, or the other way round: both are of the same tenant. */
  #isWithin(part: Table, other: ObjectId): boolean {
    const over = part.partitionOf && objectId('table', part.partitionOf.parent.schema, part.partitionOf.parent.name);
    const parent = this.#catalog.objects.table.find(({ id }) => id === over);
    const isBelow = parent?.partitionOf != null && (parent.id === other || this.#isWithin(parent, other));
    return isBelow || this.#family(part).some(({ id }) => id === other);
  }

  #mayUse(role: string, table: Table): boolean {
    const key = `${role} ${table.id}`;
    const known = this.#usable.get(key);
    if (known !== undefined) return known;
    const { commands } = effectivePolicy(this.#catalog, role, table);
    const may = Object.values(commands).some(({ granted }) => granted !== null);
    this.#usable.set(key, may);
    return may;
  }

  /** The rows of a partition: copies of its parent's, or those of the parent's that lie there. */
  async rowsIn(part: Table, parent: TableRows): Promise<TableRows> {
    const keys = this.#alone.has(part.id) ? await this.#copy(part, parent) : await this.#lying(part, parent);
    const isEmpty = typeof keys === 'string' || (keys.get('b')?.size ?? 0) === 0;
    const why = typeof keys === 'string' ? keys : 'no row that could be made up falls into the partition';
    const spare = isEmpty ? new Map() : parent.spare;
    const rows: TableRows = {
      ...parent,
      table: part,
      keys: typeof keys === 'string' ? new Map() : keys,
      spare,
      gaveUp: isEmpty ? (parent.gaveUp ?? why) : null,
    };
    if (this.#alone.has(part.id)) this.#copies.push(rows);
    return rows;
  }

  async #detach(part: Table): Promise<void> {
    if (part.partitionOf === null) return;
    const { parent, bound } = part.partitionOf;
    const own = quoteQualified(part.schema, part.name);
    const detached = await this.#quietly([
      'BEGIN',
      `ALTER TABLE ${quoteQualified(parent.schema, parent.name)} DETACH PARTITION ${own}`,
      this.#partitionOf(parent, bound),
      'COMMIT',
    ]);
    if (!detached) return;
    this.#alone.add(part.id);
    // Rows that lie elsewhere in the table would not pass, and keys that hold for it are asked there.
    const constraints = await this.#session.query(
      `SELECT conname FROM pg_catalog.pg_constraint WHERE conrelid = ${quoteLiteral(own)}::regclass AND contype IN ('c', 'f')`,
    );
    for (const { conname } of constraints)
      await this.#quietly([`ALTER TABLE ${own} DROP CONSTRAINT ${quoteIdent(String(conname))}`]);
    // What it had of its table's triggers went with it, and still holds for whoever writes it by name.
    const { trigger } = lookupOf(this.#catalog).childrenOf(part.schema, part.name);
    for (const each of trigger)
      if (each.inherited && each.enabled !== 'disabled') await this.#quietly([renderCreateTrigger(each)]);
  }

  #partitionOf({ schema, name }: { readonly schema: string; readonly name: string }, bound: string): string {
    this.#made += 1;
    const made = quoteQualified(schema, `raingauge_partition_${this.#made}`);
    return `CREATE TABLE ${made} PARTITION OF ${quoteQualified(schema, name)} ${bound}`;
  }

  /** @returns the server's words where it does not take them. */
  async #copy(part: Table, parent: TableRows): Promise<ReadonlyMap<Owner, ReadonlySet<RowKey>> | string> {
    const into = quoteQualified(part.schema, part.name);
    const from = quoteQualified(parent.table.schema, parent.table.name);
    const columns = lookupOf(this.#catalog)
      .childrenOf(part.schema, part.name)
      .column.filter(({ generated }) => generated === null)
      .map(({ name }) => quoteIdent(name))
      .join(', ');
    const aside = setAside(part, this.#catalog);
    for (const { off } of aside) await this.#quietly([off]);
    const found = new Map<Owner, ReadonlySet<RowKey>>();
    try {
      for (const [owner, keys] of parent.keys) {
        const list = [...keys].map(quoteLiteral).join(', ');
        const rows = await this.#session.query(
          `INSERT INTO ${into} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM ${from} WHERE ${ROW_KEY} IN (${list}) RETURNING ${ROW_KEY} AS k`,
        );
        found.set(owner, new Set(rows.map(({ k }) => String(k))));
      }
      return found;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      for (const { on } of aside) await this.#quietly([on]);
    }
  }

  async #lying(part: Table, parent: TableRows): Promise<ReadonlyMap<Owner, ReadonlySet<RowKey>>> {
    const seen = await this.#session.query(`SELECT ${ROW_KEY} AS k FROM ${quoteQualified(part.schema, part.name)}`);
    const inside = new Set(seen.map(({ k }): RowKey => String(k)));
    return new Map(
      [...parent.keys].map(([owner, own]) => [owner, new Set([...own].filter((key) => inside.has(key)))] as const),
    );
  }

  /** One after the other; all or nothing where the first begins a transaction. */
  async #quietly(statements: readonly string[]): Promise<boolean> {
    try {
      for (const sql of statements) await this.#session.query(sql);
      return true;
    } catch {
      if (statements[0] === 'BEGIN') await this.#session.query('ROLLBACK');
      return false;
    }
  }
}
