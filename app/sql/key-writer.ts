import { type Catalog, lookupOf, type PrimaryKey, quoteQualified, type Table, type Unique } from '#app/catalog';
import { renderAddConstraint } from './constraint.ts';
import { leavesFirst, partitionRoot } from './partition-tree.ts';
import type { Script } from './script.ts';

/**
 * Writes the primary keys and unique constraints that CREATE TABLE did not take. Those of a partitioned table wait until
 * its whole tree is made, since a partition that comes later would get its key under a name of PostgreSQL's choice.
 */
export class KeyWriter {
  readonly #catalog: Catalog;
  readonly #inlineKeys: (table: Table) => readonly (PrimaryKey | Unique)[];
  /** Tables of each tree that are still to be made. */
  readonly #missing = new Map<Table, number>();
  readonly #ready: Table[] = [];
  readonly #members = new Map<Table, Table[]>();

  constructor(catalog: Catalog, inlineKeys: (table: Table) => readonly (PrimaryKey | Unique)[]) {
    this.#catalog = catalog;
    this.#inlineKeys = inlineKeys;
    for (const table of catalog.objects.table) {
      const root = partitionRoot(catalog, table);
      this.#missing.set(root, (this.#missing.get(root) ?? 0) + 1);
    }
  }

  tableIsMade(table: Table): void {
    const root = partitionRoot(this.#catalog, table);
    const members = this.#members.get(root) ?? [];
    members.push(table);
    this.#members.set(root, members);
    if (members.length === this.#missing.get(root)) this.#ready.push(...members);
  }

  /** Writes what is ready and not yet written. */
  write(script: Script): void {
    const tables = this.#ready.splice(0);
    const inline = new Set(tables.flatMap((table) => this.#inlineKeys(table)));
    for (const kind of ['primary-key', 'unique'] as const) {
      const keys = tables.flatMap((table): readonly (PrimaryKey | Unique)[] =>
        lookupOf(this.#catalog)
          .childrenOf(table.schema, table.name)
          [kind].filter((key) => !inline.has(key)),
      );
      script.addEach(leavesFirst(this.#catalog, keys), (key) => renderAddKey(this.#catalog, key));
    }
  }
}

/**
 * A key of a partitioned table that one of its partitions lacks was made on that table alone (`ALTER TABLE ONLY`, as pg_dump
 * writes it): made otherwise, it would appear on that partition too. It then takes over the partitions' keys.
 */
function renderAddKey(catalog: Catalog, key: PrimaryKey | Unique): readonly string[] {
  const partitions = catalog.objects.table.filter(
    ({ partitionOf }) => partitionOf?.parent.schema === key.schema && partitionOf.parent.name === key.table,
  );
  const lookup = lookupOf(catalog);
  const own = partitions.map((partition) =>
    (lookup.childrenOf(partition.schema, partition.name)[key.kind] as readonly (PrimaryKey | Unique)[]).find(
      (child) => child.inherited && child.columns.join('\u0000') === key.columns.join('\u0000'),
    ),
  );
  if (own.every((child) => child !== undefined)) return [renderAddConstraint(key)];
  const name = quoteQualified(key.schema, key.name);
  const attached = own.flatMap((child) =>
    child ? [`ALTER INDEX ${name} ATTACH PARTITION ${quoteQualified(child.schema, child.name)}`] : [],
  );
  return [renderAddConstraint(key, true), ...attached];
}
