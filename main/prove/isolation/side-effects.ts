import { type Catalog, lookupOf, type Table } from '#app/catalog';
import type { ServerError } from '#main/shadow/protocol.ts';
import type { Row } from '#main/sources/live/session.ts';
import type { Prober } from './prober.ts';
import type { Probed } from './run.ts';
import type { Got } from './run-table.ts';
import { othersRows } from './say-rows.ts';
import type { TableProbes } from './table-probes.ts';
import type { Owner } from './worlds.ts';

const WRITES = /\b(insert|update|delete|merge|execute|perform|select)\b/i;

/** What triggers do to rows of another tenant when somebody writes own ones. */
export class SideEffects {
  readonly #catalog: Catalog;
  /** The last one lists every row of every table, `k`, and whether it is the other tenant's. */
  readonly #observe: readonly string[];
  readonly #others: ReadonlySet<string>;
  readonly #own: ReadonlySet<string>;
  readonly #known: ReadonlySet<string>;

  constructor(catalog: Catalog, probed: readonly Probed[]) {
    this.#catalog = catalog;
    const tables = probed.filter(({ table, of }) => table === of);
    const lists = tables.map(({ probes }) => `(${probes.observe.at(-1)})`).join('\nUNION ALL ');
    this.#observe = [...tables.flatMap(({ probes }) => probes.observe.slice(0, -1)), lists];
    const rowsOf = (owner: Owner) => new Set(tables.flatMap(({ probes }) => [...(probes.rows.keys.get(owner) ?? [])]));
    this.#others = rowsOf('b');
    this.#own = rowsOf('a');
    const all = tables.flatMap(({ probes }) => [...probes.rows.keys.values()]);
    this.#known = new Set(all.flatMap((keys) => [...keys]));
  }

  async ofInsert(prober: Prober, { table, of, probes }: Probed): Promise<readonly Got[]> {
    if (table !== of || probes.addOwn === null || !this.#hasTrigger(table, 'insert')) return [];
    return this.#look(prober, probes.addOwn, probes);
  }

  async ofWrites(prober: Prober, { table, of, probes }: Probed): Promise<readonly Got[]> {
    if (table !== of) return [];
    const [change] = probes.change;
    const found: Got[] = [];
    if (change && this.#hasTrigger(table, 'update')) found.push(...(await this.#look(prober, change.sql, probes)));
    if (this.#hasTrigger(table, 'delete')) found.push(...(await this.#look(prober, probes.remove, probes)));
    return found;
  }

  /** One that only sets columns of its row writes nowhere else. */
  #hasTrigger({ schema, name }: Table, event: 'insert' | 'update' | 'delete'): boolean {
    return lookupOf(this.#catalog)
      .childrenOf(schema, name)
      .trigger.some(({ events, enabled, function: called }) => {
        if (enabled === 'disabled' || !events.includes(event)) return false;
        const routine = this.#catalog.objects.function.find(
          (each) => each.schema === called.schema && each.name === called.name,
        );
        return routine === undefined || WRITES.test(routine.body);
      });
  }

  /** What a call does to rows of another tenant, whatever it gives back. */
  async ofCall(prober: Prober, sql: string, name: string): Promise<readonly Got[]> {
    const { others: found } = await this.#written(prober, sql, undefined);
    if (found === 0) return [];
    return [{ kind: 'side-effect', sql, message: `Calling ${name} wrote ${othersRows(found)}.` }];
  }

  async #look(prober: Prober, sql: string, { relation, rows }: TableProbes): Promise<readonly Got[]> {
    // What the statement itself does to its table is its policies' matter.
    const { others: found } = await this.#written(prober, sql, rows.keys.get('b'));
    if (found === 0) return [];
    const message = `Writing own rows of ${relation} wrote ${othersRows(found)}, by a trigger.`;
    return [{ kind: 'side-effect', sql, message }];
  }

  /** Rows that a statement changed, deleted or added, whatever its object is. */
  async written(prober: Prober, sql: string): Promise<Written> {
    return this.#written(prober, sql, undefined);
  }

  async #written(prober: Prober, sql: string, apartFrom: ReadonlySet<string> | undefined): Promise<Written> {
    const { error, seen } = await prober.attempt(sql, this.#observe);
    if (error) return { error, own: 0, others: 0 };
    const after = seen.at(-1) ?? [];
    const left = new Set(after.map(({ k }: Row) => String(k)));
    const gone = (known: ReadonlySet<string>) =>
      [...known].filter((key) => !left.has(key) && !apartFrom?.has(key)).length;
    const fresh = after.filter(({ k }: Row) => !this.#known.has(String(k)));
    // A row that was given away is a new one of the other tenant.
    const added = fresh.filter(({ other }: Row) => other === true).length;
    return { error: null, own: gone(this.#own) + fresh.length - added, others: gone(this.#others) + added };
  }
}

export interface Written {
  /** The server's words where it was refused. */
  readonly error: ServerError | null;
  readonly own: number;
  readonly others: number;
}
