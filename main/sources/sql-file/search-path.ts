import type { Effect, ObjectKey } from './effect.ts';
import { UNQUALIFIED } from './parse-node.ts';

const DEFAULT = ['public'];
const OF_TABLE: ReadonlySet<string> = new Set(['column', 'constraint', 'policy', 'trigger', 'rule']);

/** Finds the schema of names that leave it to the search_path, as PostgreSQL does: temporary tables come first. */
export class SearchPath {
  readonly #exists: (key: ObjectKey) => boolean;
  #session: readonly string[] = DEFAULT;
  #local: readonly string[] | null = null;

  constructor(exists: (key: ObjectKey) => boolean) {
    this.#exists = exists;
  }

  set(schemas: readonly string[] | null, local: boolean): void {
    const path = schemas ? schemas.filter((schema) => schema !== '$user') : DEFAULT;
    if (local) this.#local = path;
    else {
      this.#session = path;
      this.#local = null;
    }
  }

  /** What SET LOCAL said is over. */
  endTransaction(): void {
    this.#local = null;
  }

  resolve(effect: Effect): Effect {
    switch (effect.does) {
      case 'make': {
        const key = effect.of ? this.#besideTable(effect.key, effect.of) : this.#place(effect.key);
        const guard = effect.unless && (effect.unless[0] === effect.key[0] ? key : this.found(effect.unless));
        return { ...effect, key, ...(guard ? { unless: guard } : {}) };
      }
      case 'change':
      case 'remove':
        return { ...effect, key: this.found(effect.key) };
      case 'constrain':
        return {
          ...effect,
          table: this.found(effect.table),
          ...(effect.unless ? { unless: this.found(effect.unless) } : {}),
        };
      case 'index':
        return { ...effect, table: this.found(effect.table) };
      case 'rename': {
        const from = this.found(effect.from);
        const [space, schema, ...rest] = effect.to;
        return { ...effect, from, to: schema === UNQUALIFIED ? [space, from[1] ?? '', ...rest] : effect.to };
      }
      default:
        return effect;
    }
  }

  get #path(): readonly string[] {
    return this.#local ?? this.#session;
  }

  /** Where something new goes; a part of a table goes where its table is. */
  #place(key: ObjectKey): ObjectKey {
    const [space, schema, ...rest] = key;
    if (schema !== UNQUALIFIED || rest.length === 0) return key;
    if (OF_TABLE.has(space)) return this.found(key);
    return [space, this.#path[0] ?? 'public', ...rest];
  }

  #besideTable([space, , ...rest]: ObjectKey, table: ObjectKey): ObjectKey {
    return [space, this.found(table)[1] ?? 'public', ...rest];
  }

  /** Where a name that exists is; the first schema of the path for one that does not. */
  found(key: ObjectKey): ObjectKey {
    const [space, schema, ...rest] = key;
    if (schema !== UNQUALIFIED || rest.length === 0) return key;
    const named = (candidate: string): ObjectKey =>
      OF_TABLE.has(space) ? ['relation', candidate, rest[0] ?? ''] : [space, candidate, ...rest];
    const home = ['pg_temp', ...this.#path].find((candidate) => this.#exists(named(candidate)));
    return [space, home ?? this.#path[0] ?? 'public', ...rest];
  }
}
