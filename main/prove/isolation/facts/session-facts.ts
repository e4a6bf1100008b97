import type { Catalog, Routine, Table } from '#app/catalog';
import { parseExpression } from './routine-body.ts';
import { type ColumnPlace, type Constant, placeKey, type SessionTerm, termKey, type Value } from './session-term.ts';
import { type Listener, ValueReader } from './value-reader.ts';

/** What is compared with one place of the session. */
export interface TermFacts {
  readonly term: SessionTerm;
  readonly columns: readonly ColumnPlace[];
  readonly constants: readonly string[];
}

/** What policies, views and defaults ask of the session and of rows. */
export interface SessionFacts {
  /** By {@link termKey}. */
  readonly terms: ReadonlyMap<string, TermFacts>;
  /** Columns that conditions hold to be equal. */
  readonly equal: readonly (readonly [ColumnPlace, ColumnPlace])[];
  /** By {@link placeKey}: constants that a column is asked to be, most often asked first. */
  readonly asked: ReadonlyMap<string, readonly Constant[]>;
  /** Columns, by {@link placeKey}, that are held against something by order: times against now. */
  readonly ordered: ReadonlySet<string>;
  /** Tables that conditions look into beside the one they guard: memberships are among them. */
  readonly looked: ReadonlySet<Table>;
  /** Functions that conditions call. */
  readonly called: ReadonlySet<Routine>;
}

/** Reads every policy, view and default of a catalog that a server has printed. The parser has to be loaded. */
export function sessionFacts(catalog: Catalog): SessionFacts {
  const collector = new Collector();
  const reader = new ValueReader(catalog, collector);
  const tables = new Map(catalog.objects.table.map((table) => [JSON.stringify([table.schema, table.name]), table]));
  for (const policy of catalog.objects.policy) {
    const table = tables.get(JSON.stringify([policy.schema, policy.table]));
    for (const sql of [policy.using, policy.check]) {
      const node = table && sql !== null ? parsed(sql) : null;
      if (table && node) reader.condition(node, table);
    }
  }
  for (const view of catalog.objects.view) {
    const node = parsed(`(${view.definition})`);
    if (node) reader.query(node);
  }
  for (const { schema, table, name, default: sql } of catalog.objects.column) {
    // Most defaults are constants and sequences.
    if (sql === null || !/current_|\(\)/.test(sql) || /^(now|gen_random_uuid|nextval)\(/.test(sql)) continue;
    const node = parsed(sql);
    if (node) collector.hasDefault({ schema, table, column: name }, reader.free(node));
  }
  return collector.facts();
}

function parsed(sql: string) {
  try {
    return parseExpression(sql);
  } catch {
    return null;
  }
}

class Collector implements Listener {
  readonly #terms = new Map<string, { term: SessionTerm; columns: Map<string, ColumnPlace>; constants: Set<string> }>();
  readonly #equal: (readonly [ColumnPlace, ColumnPlace])[] = [];
  readonly #asked = new Map<string, Map<Constant, number>>();
  readonly #ordered = new Set<string>();
  readonly #looked = new Set<Table>();
  readonly #called = new Set<Routine>();

  compared(left: Value, right: Value, equal: boolean): void {
    this.#meet(left, right, equal);
    if (!equal) for (const column of [...left.columns, ...right.columns]) this.#ordered.add(placeKey(column));
    this.#meet(right, left, equal);
    const [one, ...more] = left.columns;
    const [other, ...others] = right.columns;
    const isPlain = left.terms.length === 0 && right.terms.length === 0 && more.length === 0 && others.length === 0;
    if (equal && isPlain && one && other) this.#equal.push([one, other]);
  }

  readsTable(table: Table): void {
    this.#looked.add(table);
  }

  readsRoutine(routine: Routine): void {
    this.#called.add(routine);
  }

  hasDefault(column: ColumnPlace, value: Value): void {
    this.#meet(value, { terms: [], columns: [column], constants: [] }, true);
  }

  facts(): SessionFacts {
    const terms = [...this.#terms].map(([key, { term, columns, constants }]) => {
      return [key, { term, columns: [...columns.values()], constants: [...constants] }] as const;
    });
    const asked = [...this.#asked].map(([key, counts]) => {
      const ordered = [...counts].sort((a, b) => b[1] - a[1]).map(([constant]) => constant);
      return [key, ordered] as const;
    });
    return {
      terms: new Map(terms),
      equal: this.#equal,
      asked: new Map(asked),
      ordered: this.#ordered,
      looked: this.#looked,
      called: this.#called,
    };
  }

  /** What one side reads of the session is held against what the other side is. */
  #meet(one: Value, other: Value, equal: boolean): void {
    for (const term of one.terms) {
      const key = termKey(term);
      const known = this.#terms.get(key) ?? { term, columns: new Map(), constants: new Set() };
      // However it is read elsewhere, here it is read as several.
      if (term.kind === 'setting' && term.shape !== 'one') known.term = term;
      for (const column of other.columns) known.columns.set(placeKey(column), column);
      for (const constant of other.constants)
        if (equal && constant !== null && constant !== '') known.constants.add(constant);
      this.#terms.set(key, known);
    }
    if (!equal || one.terms.length > 0) return;
    for (const column of one.columns) {
      for (const constant of other.constants) {
        const counts = this.#asked.get(placeKey(column)) ?? new Map<Constant, number>();
        counts.set(constant, (counts.get(constant) ?? 0) + 1);
        this.#asked.set(placeKey(column), counts);
      }
    }
  }
}
