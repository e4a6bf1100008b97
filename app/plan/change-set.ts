import {
  type Catalog,
  type CatalogObject,
  type Column,
  KINDS,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
} from '#app/catalog';
import { type AlterContext, agreeBut, type KindSteps } from './alteration.ts';
import { type Dependency, type Dependents, dependentsOf, tableIdOf } from './dependency.ts';
import { KIND_STEPS } from './kind-steps.ts';

/** What becomes of each object on the way from one catalog to another. */
export interface ChangeSet {
  /** Only in the target. */
  readonly made: ReadonlySet<ObjectId>;
  /** Only in the source. */
  readonly dropped: ReadonlySet<ObjectId>;
  /** In both, and dropped and made anew: it cannot become what it shall be, or something it needs goes for a while. */
  readonly replaced: ReadonlySet<ObjectId>;
  /** Types made anew beside the old one, whose columns are carried over. */
  readonly retyped: ReadonlySet<ObjectId>;
  /** Columns that are carried over to a type made anew, although they look the same. */
  readonly carried: ReadonlySet<ObjectId>;
  /** Columns whose default is taken away first and set again later. */
  readonly defaultsReset: ReadonlySet<ObjectId>;
  /** Statements by object. */
  readonly altered: ReadonlyMap<ObjectId, readonly string[]>;
  /** Objects that stay and say something else in their comment. */
  readonly commented: ReadonlySet<ObjectId>;
}

const TYPE_KINDS: ReadonlySet<Kind> = new Set<Kind>(['enum', 'domain', 'composite-type', 'range-type']);

/** Decides, object by object and then by who needs whom. */
export function changesBetween(from: Catalog, to: Catalog, dependencies: readonly Dependency[]): ChangeSet {
  const finder = new ChangeFinder({ from, to }, dependentsOf(dependencies));
  finder.compare();
  finder.spread();
  return finder;
}

class ChangeFinder implements ChangeSet {
  readonly made = new Set<ObjectId>();
  readonly dropped = new Set<ObjectId>();
  readonly replaced = new Set<ObjectId>();
  readonly retyped = new Set<ObjectId>();
  readonly carried = new Set<ObjectId>();
  readonly defaultsReset = new Set<ObjectId>();
  readonly altered = new Map<ObjectId, readonly string[]>();
  readonly commented = new Set<ObjectId>();
  readonly #context: AlterContext;
  readonly #dependents: Dependents;
  /** Objects that go for a while, or for good, or that change so that what is built on them must step aside. */
  readonly #disturbed: ObjectId[] = [];
  readonly #seen = new Set<ObjectId>();

  constructor(context: AlterContext, dependents: Dependents) {
    this.#context = context;
    this.#dependents = dependents;
  }

  compare(): void {
    const { from, to } = this.#context;
    const [before, after] = [lookupOf(from), lookupOf(to)];
    for (const kind of KINDS) {
      for (const object of from.objects[kind]) {
        const other = after.find(object.id);
        if (other) this.#compareTwo(object, other);
        else {
          this.dropped.add(object.id);
          this.#disturb(object.id);
        }
      }
      for (const { id } of to.objects[kind]) if (!before.find(id)) this.made.add(id);
    }
  }

  /** What needs something disturbed steps aside too, until nothing new is found. */
  spread(): void {
    for (let id = this.#disturbed.pop(); id !== undefined; id = this.#disturbed.pop()) {
      for (const dependency of this.#dependents.of(id)) this.#reach(id, dependency);
      this.#reachForeignKeys(id);
      this.#reachChildren(id);
    }
  }

  #compareTwo(from: CatalogObject, to: CatalogObject): void {
    if (from.comment !== to.comment) this.commented.add(to.id);
    // The order of columns is no matter of a migration.
    if (agreeBut(from as Column, to as Column, 'position')) return;
    const steps = KIND_STEPS[from.kind] as unknown as KindSteps<Kind>;
    const alteration = steps.alter(from, to, this.#context);
    if (alteration.how === 'statements') this.altered.set(to.id, alteration.sql);
    else if (alteration.how === 'retype') this.#retype(to.id);
    else this.#replace(to.id);
    if (from.kind === 'column' && to.kind === 'column' && isOfOtherType(from, to)) this.#disturb(to.id);
  }

  #replace(id: ObjectId): void {
    if (this.replaced.has(id) || this.dropped.has(id)) return;
    this.replaced.add(id);
    this.#disturb(id);
  }

  #retype(id: ObjectId): void {
    if (this.retyped.has(id) || this.dropped.has(id)) return;
    this.retyped.add(id);
    this.#disturb(id);
  }

  #disturb(id: ObjectId): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    this.#disturbed.push(id);
  }

  #reach(on: ObjectId, { dependent, isDefault }: Dependency): void {
    if (this.dropped.has(dependent) || !this.#stays(dependent)) return;
    const { kind } = parseObjectId(dependent);
    if (kind === 'column') this.#reachColumn(on, dependent, isDefault);
    else if (TYPE_KINDS.has(kind)) this.#retype(dependent);
    else if (kind === 'table') this.#reachTable(on, dependent);
    else if (this.#mustStepAside(on, dependent, kind)) this.#replace(dependent);
  }

  #reachColumn(on: ObjectId, id: ObjectId, isDefault: boolean): void {
    const column = lookupOf(this.#context.to).find(id);
    if (column?.kind !== 'column') return;
    if (column.generated !== null && isDefault) this.#replace(id);
    else if (isDefault) this.defaultsReset.add(id);
    else if (this.retyped.has(on)) {
      this.carried.add(id);
      if (column.default !== null) this.defaultsReset.add(id);
      this.#disturb(id);
    }
  }

  /** A child goes with its parent only where the parent is made anew. */
  #reachTable(on: ObjectId, id: ObjectId): void {
    if (parseObjectId(on).kind === 'table' && this.replaced.has(on)) this.#replace(id);
  }

  /** Plain indexes and keys of a column are rebuilt by the server when its type changes; what has an expression may not fit. */
  #mustStepAside(on: ObjectId, id: ObjectId, kind: Kind): boolean {
    const isTypeChange = parseObjectId(on).kind === 'column' && !this.dropped.has(on) && !this.replaced.has(on);
    if (!isTypeChange) return true;
    if (kind === 'primary-key' || kind === 'unique') return false;
    const index = kind === 'index' ? lookupOf(this.#context.to).find(id) : undefined;
    if (index?.kind !== 'index') return true;
    return index.predicate !== null || index.keys.some(({ isExpression }) => isExpression);
  }

  /** Both ends of a foreign key have one type: it steps aside while one of them changes. */
  #reachForeignKeys(id: ObjectId): void {
    const { kind, parts } = parseObjectId(id);
    if (kind !== 'column') return;
    const [schema, table, column = ''] = parts;
    for (const key of this.#context.to.objects['foreign-key']) {
      const isOwn = key.schema === schema && key.table === table && key.columns.includes(column);
      const isReferenced =
        key.references.schema === schema && key.references.name === table && key.referencedColumns.includes(column);
      if ((isOwn || isReferenced) && this.#stays(key.id)) this.#replace(key.id);
    }
  }

  /** All that belongs to a table goes and comes with it. */
  #reachChildren(id: ObjectId): void {
    const { kind, parts } = parseObjectId(id);
    if (kind !== 'table' || !this.replaced.has(id)) return;
    const [schema = '', name = ''] = parts;
    for (const list of Object.values(lookupOf(this.#context.to).childrenOf(schema, name)))
      for (const child of list) if (this.#stays(child.id)) this.#replace(child.id);
  }

  #stays(id: ObjectId): boolean {
    const { from, to } = this.#context;
    return lookupOf(from).find(id) !== undefined && lookupOf(to).find(id) !== undefined;
  }
}

function isOfOtherType(from: Column, to: Column): boolean {
  return from.type !== to.type || from.collation !== to.collation;
}

/** True where an object goes, or comes, together with its table. */
export function goesWithTable(id: ObjectId, tables: ReadonlySet<ObjectId>): boolean {
  const table = tableIdOf(id);
  return table !== null && tables.has(table);
}

/** The object a grant is on; a column's stands for its table's as well. */
export function grantedObjects(id: ObjectId): readonly ObjectId[] {
  const { kind, parts } = parseObjectId(id);
  if (kind !== 'grant') return [];
  const on = parts[0] ?? '';
  const target = parseObjectId(on);
  const [schema = '', table = ''] = target.parts;
  return target.kind === 'column' ? [on, objectId('table', schema, table)] : [on];
}
