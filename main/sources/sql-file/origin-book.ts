import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  KINDS,
  type ObjectId,
  type Origin,
  objectId,
  parseObjectId,
} from '#app/catalog';
import type { Effect, ObjectKey } from './effects.ts';

interface Entry {
  made: Origin | null;
  /** The last change of each aspect, in the order in which they happened. */
  readonly changed: Map<string, Origin>;
}

interface Anonymous {
  readonly type: string;
  readonly columns: readonly string[];
  readonly origin: Origin;
}

/** Notes, statement by statement, which one made each object and which changed it last. */
export class OriginBook {
  readonly #entries = new Map<string, Entry>();
  readonly #constraints = new Map<string, Anonymous[]>();
  readonly #indexes = new Map<string, Anonymous[]>();
  readonly #removed = new Map<string, Origin>();

  /** `locate` turns a byte offset in the statement into a place in the file. */
  note(effects: readonly Effect[], locate: (location?: number) => Origin): void {
    for (const effect of effects) this.#noteEffect(effect, locate);
  }

  #noteEffect(effect: Effect, locate: (location?: number) => Origin): void {
    switch (effect.does) {
      case 'make': {
        const key = keyText(effect.key);
        this.#removed.delete(key);
        const before = this.#entries.get(key);
        // CREATE … IF NOT EXISTS and CREATE OR REPLACE leave the first maker standing.
        if (before?.made) noteChange(before, 'definition', locate(effect.location));
        else this.#entries.set(key, { made: locate(effect.location), changed: new Map() });
        return;
      }
      case 'change': {
        const key = keyText(effect.key);
        const entry = this.#entries.get(key) ?? { made: null, changed: new Map() };
        noteChange(entry, effect.aspect, locate(effect.location));
        this.#entries.set(key, entry);
        return;
      }
      case 'constrain':
        append(this.#constraints, keyText(effect.table), { ...effect, origin: locate(effect.location) });
        return;
      case 'index':
        append(this.#indexes, keyText(effect.table), { ...effect, type: 'index', origin: locate(effect.location) });
        return;
      case 'remove':
        this.#remove(effect.key, locate());
        return;
      case 'rename':
        this.#rename(effect.from, effect.to, locate());
    }
  }

  #remove(key: ObjectKey, origin: Origin): void {
    const text = keyText(key);
    this.#entries.delete(text);
    this.#removed.set(text, origin);
    if (key[0] !== 'relation') return;
    for (const each of this.#entries.keys()) if (isChildOf(each, key)) this.#entries.delete(each);
    this.#constraints.delete(text);
    this.#indexes.delete(text);
  }

  #rename(from: ObjectKey, to: ObjectKey, origin: Origin): void {
    const entry = this.#entries.get(keyText(from)) ?? { made: null, changed: new Map() };
    this.#entries.delete(keyText(from));
    this.#removed.set(keyText(from), origin);
    noteChange(entry, 'name', origin);
    this.#entries.set(keyText(to), entry);
    if (from[0] !== 'relation') return;
    for (const [each, child] of [...this.#entries]) {
      if (!isChildOf(each, from)) continue;
      this.#entries.delete(each);
      const [space = '', , , ...rest] = each.split('\u0000');
      this.#entries.set([space, ...to.slice(1), ...rest].join('\u0000'), child);
    }
    for (const map of [this.#constraints, this.#indexes]) {
      const list = map.get(keyText(from));
      if (!list) continue;
      map.delete(keyText(from));
      map.set(keyText(to), list);
    }
  }

  /** What is gone: a code that still declares it has not been told. */
  removals(): readonly { readonly object: ObjectId; readonly origin: Origin }[] {
    return [...this.#removed].flatMap(([key, origin]) => {
      const [space = '', ...parts] = key.split('\u0000');
      const kinds = KINDS_OF_SPACE[space] ?? [];
      return kinds.map((kind) => ({ object: objectId(kind, ...parts), origin }));
    });
  }

  /** The catalog with each object's origins: made by, last changed by. What no statement names keeps what it has. */
  apply(catalog: Catalog): Catalog {
    const objects = Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        catalog.objects[kind].map((object: CatalogObject) => ({ ...object, origins: this.#originsOf(object) })),
      ]),
    ) as unknown as Catalog['objects'];
    return buildCatalog({ ...catalog, objects });
  }

  #originsOf(object: CatalogObject): readonly Origin[] {
    const entry = this.#entries.get(keyText(keyOf(object)));
    const made = entry?.made ?? this.#anonymous(object);
    // Made by a statement that hides it (EXECUTE): what the catalog rows told is better than the change alone.
    if (!made) return object.origins.length > 0 ? object.origins : [this.#parent(object)].filter(isOrigin);
    return [made, ...(entry?.changed.values() ?? [])];
  }

  #anonymous(object: CatalogObject): Origin | null {
    if (!('table' in object)) return null;
    const table = keyText(['relation', object.schema, object.table]);
    const type = CONSTRAINT_TYPES[object.kind];
    const list = object.kind === 'index' ? this.#indexes.get(table) : this.#constraints.get(table);
    const candidates = (list ?? []).filter((each) => each.type === (type ?? 'index'));
    const columns = columnsOf(object);
    const exact = candidates.find((each) => columns !== null && each.columns.join('\u0000') === columns.join('\u0000'));
    return (exact ?? (object.kind === 'check' ? candidates[0] : undefined))?.origin ?? null;
  }

  /** A column, constraint or serial sequence that the statement of its table made. */
  #parent(object: CatalogObject): Origin | null {
    if (object.kind === 'sequence' && object.ownedBy) {
      return (
        this.#entries.get(keyText(['column', object.ownedBy.schema, object.ownedBy.table, object.ownedBy.column]))
          ?.made ?? null
      );
    }
    if (!('table' in object)) return null;
    return this.#entries.get(keyText(['relation', object.schema, object.table]))?.made ?? null;
  }
}

const CONSTRAINT_TYPES: Readonly<Partial<Record<CatalogObject['kind'], string>>> = {
  'primary-key': 'CONSTR_PRIMARY',
  unique: 'CONSTR_UNIQUE',
  'foreign-key': 'CONSTR_FOREIGN',
  check: 'CONSTR_CHECK',
  exclusion: 'CONSTR_EXCLUSION',
};

const KINDS_OF_SPACE: Readonly<Record<string, readonly CatalogObject['kind'][]>> = {
  type: ['enum', 'domain', 'composite-type', 'range-type'],
  relation: ['table', 'view', 'materialized-view', 'sequence'],
  column: ['column'],
  constraint: ['primary-key', 'unique', 'foreign-key', 'check', 'exclusion'],
  policy: ['policy'],
  trigger: ['trigger'],
  schema: ['schema'],
};

function columnsOf(object: CatalogObject): readonly string[] | null {
  if (object.kind === 'index')
    return object.keys.map(({ expression, isExpression }) => (isExpression ? '' : expression));
  return 'columns' in object && object.kind !== 'view' && object.kind !== 'materialized-view' ? object.columns : null;
}

function keyOf(object: CatalogObject): ObjectKey {
  switch (object.kind) {
    case 'schema':
    case 'extension':
    case 'role':
    case 'publication':
    case 'event-trigger':
      return [object.kind, object.name];
    case 'enum':
    case 'domain':
    case 'composite-type':
    case 'range-type':
      return ['type', object.schema, object.name];
    case 'sequence':
    case 'table':
    case 'view':
    case 'materialized-view':
      return ['relation', object.schema, object.name];
    case 'function':
      return ['function', object.schema, object.name];
    case 'index':
      return ['index', object.schema, object.name];
    case 'column':
    case 'policy':
    case 'trigger':
    case 'rule':
      return [object.kind, object.schema, object.table, object.name];
    case 'grant':
      return ['grant', ...parseObjectId(object.on).parts.slice(0, 2), object.grantee];
    case 'default-privilege':
      return ['grant', object.id];
    default:
      return ['constraint', object.schema, object.table, object.name];
  }
}

function keyText(key: ObjectKey): string {
  return key.join('\u0000');
}

function isChildOf(key: string, [, schema, name]: ObjectKey): boolean {
  const [space, ...parts] = key.split('\u0000');
  return space !== 'relation' && space !== 'index' && parts.length > 2 && parts[0] === schema && parts[1] === name;
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function noteChange(entry: Entry, aspect: string, origin: Origin): void {
  entry.changed.delete(aspect);
  entry.changed.set(aspect, origin);
}

function isOrigin(origin: Origin | null | undefined): origin is Origin {
  return origin !== null && origin !== undefined;
}
