import {
  type Catalog,
  type Kind,
  type MigrationStatement,
  type ObjectId,
  objectId,
  parseObjectId,
  type StatementObject,
} from '#app/catalog';
import { tableOf } from './object-name.ts';

/** One object from the statement that made it to the one that dropped it, under all the names it had. */
interface Life {
  id: ObjectId;
  readonly names: Set<ObjectId>;
  /** Numbers of statements, in the order of the replay. */
  readonly statements: Set<number>;
}

const TABLE_LIKE = ['table', 'view', 'materialized-view'] as const;
/** What stands in no schema, or does not begin with its name. */
const APART: ReadonlySet<Kind> = new Set([
  'schema',
  'role',
  'extension',
  'publication',
  'event-trigger',
  'function',
  'grant',
  'default-privilege',
]);

/**
 * The statements of every object by each of its names. A name that was given to two objects one after the other leads to
 * the statements of both.
 */
export function historiesOf(
  statements: readonly MigrationStatement[],
  catalog: Catalog,
): ReadonlyMap<ObjectId, readonly MigrationStatement[]> {
  const lives = new Lives();
  statements.forEach(({ objects }, number) => {
    for (const each of objects) lives.note(each, number);
  });
  const numbers = new Map<ObjectId, Set<number>>();
  const add = (id: ObjectId, found: Iterable<number>) => {
    const own = numbers.get(id) ?? new Set();
    for (const number of found) own.add(number);
    numbers.set(id, own);
  };
  for (const life of lives.all) {
    for (const name of life.names) add(name, life.statements);
    // An index does not say which table it is on; the catalog does, under its last name.
    const owner = parseObjectId(life.id).kind === 'index' ? tableOf(life.id, [catalog]) : null;
    for (const kind of owner ? TABLE_LIKE : []) {
      const table = objectId(kind, owner?.schema ?? '', owner?.table ?? '');
      for (const name of lives.current(table)?.names ?? [table]) add(name, life.statements);
    }
  }
  const inOrder = (found: ReadonlySet<number>) =>
    [...found].sort((a, b) => a - b).flatMap((number) => statements[number] ?? []);
  return new Map([...numbers].map(([id, found]) => [id, inOrder(found)]));
}

class Lives {
  readonly all: Life[] = [];
  readonly #current = new Map<ObjectId, Life>();

  current(id: ObjectId): Life | undefined {
    return this.#current.get(id);
  }

  note({ object, did, was }: StatementObject, number: number): void {
    if (was !== undefined) this.#rename(was, object);
    const life = did === 'made' ? this.#begin(object) : this.#lifeOf(object);
    life.statements.add(number);
    for (const table of this.#tablesOf(object)) table.statements.add(number);
    if (did === 'dropped') this.#current.delete(object);
  }

  #begin(id: ObjectId): Life {
    const life: Life = { id, names: new Set([id]), statements: new Set() };
    this.all.push(life);
    this.#current.set(id, life);
    return life;
  }

  #lifeOf(id: ObjectId): Life {
    return this.#current.get(id) ?? this.#begin(id);
  }

  /** The table of a part, by the name in its identity. A trigger or a policy may stand on a view: then it may be either. */
  #tablesOf(object: ObjectId): readonly Life[] {
    const owner = tableOf(object, []);
    if (!owner) return [];
    const ids = TABLE_LIKE.map((each) => objectId(each, owner.schema, owner.table));
    const known = ids.flatMap((id) => this.#current.get(id) ?? []);
    return known.length > 0 ? known : ids.map((id) => this.#lifeOf(id));
  }

  #rename(was: ObjectId, id: ObjectId): void {
    const [from, to] = [parseObjectId(was), parseObjectId(id)];
    for (const life of [...this.#current.values()]) {
      const { kind, parts } = parseObjectId(life.id);
      const depth = from.parts.length;
      const isSelf = life.id === was;
      const isPart = from.kind === 'schema' ? !APART.has(kind) : isTableLike(from.kind) && parts.length > depth;
      if (!isSelf && !(isPart && from.parts.every((part, at) => parts[at] === part))) continue;
      this.#current.delete(life.id);
      life.id = isSelf ? id : objectId(kind, ...to.parts, ...parts.slice(depth));
      life.names.add(life.id);
      this.#current.set(life.id, life);
    }
  }
}

function isTableLike(kind: Kind): boolean {
  return TABLE_LIKE.some((each) => each === kind);
}
