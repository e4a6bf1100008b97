import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  functionId,
  KINDS,
  type Kind,
  type ObjectId,
  type Origin,
  objectId,
  type StatementObject,
} from '#app/catalog';
import type { Effect, ObjectKey } from './effect.ts';
import { CONSTRAINT_KINDS } from './effects.ts';
import { columnsOf, isChildOf, KINDS_OF_SPACE, keyOf, keyText, unkeyed } from './object-keys.ts';
import { SearchPath } from './search-path.ts';

interface Entry {
  kind: Kind | null;
  made: Origin | null;
  /** The last change of each aspect, in the order in which they happened. */
  readonly changed: Map<string, Origin>;
  columns: readonly string[];
  /** The table of an index, as a key. */
  of?: string;
}

interface Anonymous {
  readonly type: string;
  readonly columns: readonly string[];
  readonly origin: Origin;
}

type Locate = (location?: number) => Origin;

/** Notes, statement by statement, which one made each object and which changed it last. */
export class OriginBook {
  readonly search: SearchPath = new SearchPath((key) => this.#entries.has(keyText(key)));
  readonly #entries = new Map<string, Entry>();
  readonly #constraints = new Map<string, Anonymous[]>();
  readonly #indexes = new Map<string, Anonymous[]>();
  readonly #removed = new Map<string, { readonly kind: Kind | null; readonly origin: Origin }>();
  /** Places of statements whose effects their text does not tell. */
  readonly #unknown = new Set<string>();

  /**
   * Takes a statement's effects in and says what it did to which object, as far as its text tells. `locate` turns a byte
   * offset in the statement into a place in the file. `null` where it found nothing to do.
   */
  note(effects: readonly Effect[], locate: Locate): readonly StatementObject[] | null {
    const resolved = effects.map((effect) => this.search.resolve(effect));
    const happening = resolved.filter((effect) => this.#happens(effect));
    if (resolved.length > 0 && happening.length === 0) return null;
    return happening.flatMap((effect) => this.#noteEffect(effect, locate));
  }

  /** What a statement that failed was to make or change, as far as its text tells; nothing is noted. */
  meant(effects: readonly Effect[]): readonly StatementObject[] {
    return effects.flatMap((each) => {
      const effect = this.search.resolve(each);
      if (effect.does === 'make') return this.#said(effect.key, effect.kind, 'made');
      if (effect.does === 'rename') return this.#said(effect.to, null, 'made');
      return effect.does === 'change'
        ? this.#said(effect.key, this.#entries.get(this.#textOf(effect.key))?.kind ?? null, 'changed')
        : [];
    });
  }

  #happens(effect: Effect): boolean {
    if (effect.does === 'remove') return !effect.ifThere || this.#entries.has(this.#textOf(effect.key));
    if (effect.does !== 'make' && effect.does !== 'constrain') return true;
    return effect.unless === undefined || !this.#entries.has(keyText(effect.unless));
  }

  #noteEffect(effect: Effect, locate: Locate): readonly StatementObject[] {
    const origin = locate('location' in effect ? effect.location : undefined);
    switch (effect.does) {
      case 'make':
        return this.#make(effect, origin);
      case 'change': {
        const entry = this.#entryOf(effect.key);
        noteChange(entry, effect.aspect, origin);
        return this.#said(effect.key, entry.kind, 'changed');
      }
      case 'constrain':
        append(this.#constraints, keyText(effect.table), { ...effect, origin });
        return [];
      case 'index':
        append(this.#indexes, keyText(effect.table), { ...effect, type: 'index', origin });
        return [];
      case 'remove':
        return this.#remove(effect.key, origin);
      case 'rename':
        return this.#rename(effect.from, effect.to, origin);
      case 'search':
        this.search.set(effect.schemas, effect.local);
        return [];
      case 'unknown':
        this.#unknown.add(placeKey(locate()));
        return [];
    }
  }

  #make({ key, kind, columns, of }: Extract<Effect, { does: 'make' }>, origin: Origin): readonly StatementObject[] {
    const name = keyText(key);
    this.#removed.delete(name);
    const before = this.#entries.get(name);
    // CREATE OR REPLACE leaves the first maker standing.
    if (before?.made) {
      noteChange(before, 'definition', origin);
      return this.#said(key, kind, 'changed');
    }
    const table = of ? { of: keyText(this.search.found(of)) } : {};
    this.#entries.set(name, { kind, made: origin, changed: new Map(), columns: columns ?? [], ...table });
    return this.#said(key, kind, 'made');
  }

  /** A function that is named without its arguments is the only one of its name. */
  #textOf(key: ObjectKey): string {
    const name = keyText(key);
    if (key[0] !== 'function' || this.#entries.has(name)) return name;
    const start = keyText(key.slice(0, 3) as unknown as ObjectKey);
    const same = [...this.#entries.keys()].filter((each) => each === start || each.startsWith(`${start}\u0000`));
    return same.length === 1 ? (same[0] ?? name) : name;
  }

  #entryOf(key: ObjectKey): Entry {
    const name = this.#textOf(key);
    const entry = this.#entries.get(name) ?? { kind: null, made: null, changed: new Map(), columns: [] };
    this.#entries.set(name, entry);
    return entry;
  }

  #said(key: ObjectKey, known: Kind | null, did: StatementObject['did']): readonly StatementObject[] {
    const [space, ...parts] = key;
    const kinds = KINDS_OF_SPACE[space] ?? [];
    const kind = known ?? (kinds.length === 1 || space === 'relation' ? kinds[0] : undefined);
    if (kind === undefined || parts[0] === 'pg_temp') return [];
    const [schema = '', name = '', types = ''] = parts;
    return [{ object: kind === 'function' ? functionId(schema, name, types) : objectId(kind, ...parts), did }];
  }

  #remove(key: ObjectKey, origin: Origin): readonly StatementObject[] {
    const name = this.#textOf(key);
    const kind = this.#entries.get(name)?.kind ?? null;
    this.#entries.delete(name);
    this.#removed.set(name, { kind, origin });
    const dropped = [...this.#said(unkeyed(name), kind, 'dropped')];
    for (const [each, entry] of [...this.#entries]) {
      if (!this.#goesWith(unkeyed(each), entry, key)) continue;
      this.#entries.delete(each);
      this.#removed.set(each, { kind: entry.kind, origin });
      // What goes with its table need not be said one by one.
      if (key[0] !== 'relation') dropped.push(...this.#said(unkeyed(each), entry.kind, 'dropped'));
    }
    if (key[0] === 'relation') {
      this.#constraints.delete(name);
      this.#indexes.delete(name);
    }
    return dropped;
  }

  /** The rest of a schema or table, and a column's indexes and constraints. */
  #goesWith(each: ObjectKey, entry: Entry, [space, ...parts]: ObjectKey): boolean {
    const [schema = '', table = '', column = ''] = parts;
    if (each[0] === 'index' && entry.of === keyText(['relation', schema, table])) {
      return space === 'relation' || (space === 'column' && entry.columns.includes(column));
    }
    if (space === 'schema') return each[0] !== 'role' && each.length > 2 && each[1] === parts[0];
    if (space === 'relation') return isChildOf(each, ['relation', ...parts]);
    if (space !== 'column' || each[0] !== 'constraint') return false;
    return each[1] === schema && each[2] === table && entry.columns.includes(column);
  }

  #rename(from: ObjectKey, to: ObjectKey, origin: Origin): readonly StatementObject[] {
    const before = this.#textOf(from);
    const entry = this.#entries.get(before) ?? { kind: null, made: null, changed: new Map(), columns: [] };
    this.#entries.delete(before);
    this.#removed.set(before, { kind: entry.kind, origin });
    noteChange(entry, 'name', origin);
    this.#entries.set(keyText(to), entry);
    this.#removed.delete(keyText(to));
    const moved = from[0] === 'relation' || from[0] === 'schema' ? this.#moveParts(from, to) : [];
    if (from[0] === 'column') this.#renameColumn(from, to);
    return [...this.#saidRenamed(unkeyed(before), to, entry.kind), ...moved];
  }

  #saidRenamed(from: ObjectKey, to: ObjectKey, kind: Kind | null): readonly StatementObject[] {
    const [was] = this.#said(from, kind, 'changed');
    return this.#said(to, kind, 'changed').map((each) => (was ? { ...each, was: was.object } : each));
  }

  /** Keys, constraints and indexes go by the columns that they are about. */
  #renameColumn([, schema = '', table = '', column = '']: ObjectKey, to: ObjectKey): void {
    const renamed = (columns: readonly string[]) => columns.map((each) => (each === column ? (to[3] ?? each) : each));
    const relation: ObjectKey = ['relation', schema, table];
    const of = keyText(relation);
    for (const [text, entry] of this.#entries) {
      if (entry.of === of || isChildOf(unkeyed(text), relation)) entry.columns = renamed(entry.columns);
    }
    for (const map of [this.#constraints, this.#indexes]) {
      const list = map.get(of);
      if (list)
        map.set(
          of,
          list.map((each) => ({ ...each, columns: renamed(each.columns) })),
        );
    }
  }

  /** Says what is called otherwise from then on and does not name its table. */
  #moveParts(from: ObjectKey, to: ObjectKey): readonly StatementObject[] {
    const depth = from[0] === 'schema' ? 1 : 2;
    const moves = (key: ObjectKey) =>
      from[0] === 'schema' ? key[0] !== 'role' && key.length > 2 && key[1] === from[1] : isChildOf(key, from);
    const move = <V>(map: Map<string, V>) => {
      for (const [text, value] of [...map]) {
        const key = unkeyed(text);
        if (!moves(key) && text !== keyText(from)) continue;
        map.delete(text);
        map.set([key[0], ...to.slice(1), ...key.slice(1 + depth)].join('\u0000'), value);
      }
    };
    move(this.#entries);
    move(this.#constraints);
    move(this.#indexes);
    return this.#moveIndexes(from, to);
  }

  /** An index stands in the schema of its table and follows it. */
  #moveIndexes(from: ObjectKey, to: ObjectKey): readonly StatementObject[] {
    const moved: StatementObject[] = [];
    for (const [text, entry] of [...this.#entries]) {
      const [, schema = '', table = ''] = entry.of === undefined ? [] : unkeyed(entry.of);
      const isOf = from[0] === 'schema' ? schema === from[1] : entry.of === keyText(from);
      if (entry.of === undefined || !isOf) continue;
      entry.of = keyText(from[0] === 'schema' ? ['relation', to[1] ?? '', table] : to);
      const [space, , name = ''] = unkeyed(text);
      const key: ObjectKey = [space, to[1] ?? '', name];
      this.#entries.delete(text);
      this.#entries.set(keyText(key), entry);
      if (from[0] === 'relation' && from[1] !== to[1]) moved.push(...this.#saidRenamed(unkeyed(text), key, entry.kind));
    }
    return moved;
  }

  /** What is gone: a code that still declares it has not been told. */
  removals(): readonly { readonly object: ObjectId; readonly origin: Origin }[] {
    return [...this.#removed].flatMap(([text, { kind, origin }]) => {
      const [space, ...parts] = unkeyed(text);
      if (space === 'function' || parts[0] === 'pg_temp') return [];
      const kinds = kind ? [kind] : (KINDS_OF_SPACE[space] ?? []);
      return kinds.map((each) => ({ object: objectId(each, ...parts), origin }));
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
    const entry = this.#entries.get(this.#textOf(keyOf(object)));
    const made = entry?.made ?? this.#anonymous(object);
    const changed = [...(entry?.changed.values() ?? [])];
    // Made by a statement that hides it (EXECUTE): what the catalog rows told is better than the change alone.
    if (!made) {
      const told = object.origins.length > 0 ? object.origins.slice(0, 1) : [this.#parent(object)].filter(isOrigin);
      return this.#withHidden(object, [...told, ...(told.length > 0 ? changed : [])]);
    }
    return this.#withHidden(object, [made, ...changed]);
  }

  /** With the last change, where a statement made it whose text does not tell. */
  #withHidden({ kind, origins }: CatalogObject, told: readonly Origin[]): readonly Origin[] {
    // A grant has no row of its own: what is known of it is its object's.
    const last = kind === 'grant' ? undefined : origins.at(-1);
    const isKnown = last && told.some((origin) => placeKey(origin) === placeKey(last));
    return distinct(last && !isKnown && this.#unknown.has(placeKey(last)) ? [...told, last] : told);
  }

  #anonymous(object: CatalogObject): Origin | null {
    if (!('table' in object)) return null;
    const table = keyText(['relation', object.schema, object.table]);
    const list = object.kind === 'index' ? this.#indexes.get(table) : this.#constraints.get(table);
    const candidates = (list ?? []).filter((each) => (CONSTRAINT_KINDS[each.type] ?? 'index') === object.kind);
    const columns = columnsOf(object);
    const exact = candidates.find((each) => columns !== null && each.columns.join('\u0000') === columns.join('\u0000'));
    return (exact ?? (object.kind === 'check' ? candidates[0] : undefined))?.origin ?? null;
  }

  /** A column, constraint or serial sequence that the statement of its table made. */
  #parent(object: CatalogObject): Origin | null {
    const madeBy = (key: ObjectKey) => this.#entries.get(keyText(key))?.made ?? null;
    if (object.kind === 'sequence' && object.ownedBy) {
      return madeBy(['column', object.ownedBy.schema, object.ownedBy.table, object.ownedBy.column]);
    }
    return 'table' in object ? madeBy(['relation', object.schema, object.table]) : null;
  }
}

function placeKey({ file, statement }: Origin): string {
  return `${file}\u0000${statement}`;
}

function distinct(origins: readonly Origin[]): readonly Origin[] {
  const seen = new Set<string>();
  return origins.filter((origin) => {
    const key = JSON.stringify([origin.file, origin.line, origin.column]);
    return !seen.has(key) && seen.add(key);
  });
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
