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
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { type AlterContext, agreeBut, type KindSteps } from './alteration.ts';
import { TYPES } from './borne-names.ts';
import { type Dependency, type Dependents, dependentsOf, tableIdOf } from './dependency.ts';
import { grantsOfLostIdentities } from './identity-grants.ts';
import { inheritsOtherwise, isOrderedOtherwise } from './inheritance.ts';
import { KIND_STEPS } from './kind-steps.ts';
import { losesExpression } from './steps/column.ts';
import { bareDomain, renderDomainChanges } from './steps/domain.ts';

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
  /** Domains whose default and checks are taken away first and set again later: they call what goes. */
  readonly domainsReset: ReadonlySet<ObjectId>;
  /** Statements by object. */
  readonly altered: ReadonlyMap<ObjectId, readonly string[]>;
  /** Objects that stay and say something else in their comment. */
  readonly commented: ReadonlySet<ObjectId>;
}

const TYPE_KINDS: ReadonlySet<Kind> = new Set<Kind>(['enum', 'domain', 'composite-type', 'range-type']);

/** What default privileges are given on when it is made. */
const GRANTABLE: ReadonlySet<Kind> = new Set<Kind>([
  'schema',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'sequence',
  'table',
  'view',
  'materialized-view',
  'function',
]);

/** Decides, object by object and then by who needs whom. */
export function changesBetween(from: Catalog, to: Catalog, dependencies: readonly Dependency[]): ChangeSet {
  const finder = new ChangeFinder(from, to, dependentsOf(dependencies));
  finder.compare();
  finder.spread();
  finder.replaceIdentityGrants();
  finder.renderResetDomains();
  finder.setDefaultPrivilegesAside();
  return finder;
}

class ChangeFinder implements ChangeSet {
  readonly made = new Set<ObjectId>();
  readonly dropped = new Set<ObjectId>();
  readonly replaced = new Set<ObjectId>();
  readonly retyped = new Set<ObjectId>();
  readonly carried = new Set<ObjectId>();
  readonly defaultsReset = new Set<ObjectId>();
  readonly domainsReset = new Set<ObjectId>();
  readonly altered = new Map<ObjectId, readonly string[]>();
  readonly commented = new Set<ObjectId>();
  readonly #context: AlterContext;
  readonly #dependents: Dependents;
  /** Objects that go for a while, or for good, or that change so that what is built on them must step aside. */
  readonly #disturbed: ObjectId[] = [];
  readonly #seen = new Set<ObjectId>();

  constructor(from: Catalog, to: Catalog, dependents: Dependents) {
    // In a column, or in another type that is.
    const isStored = (type: ObjectId): boolean =>
      dependents.of(type).some(({ dependent }) => {
        const { kind } = parseObjectId(dependent);
        return kind === 'column' || (dependent !== type && TYPE_KINDS.has(kind) && isStored(dependent));
      });
    const isStoredWithin = (domain: ObjectId): boolean => {
      const [schema = '', name = ''] = parseObjectId(domain).parts;
      const bare = quoteQualified(schema, name);
      return dependents.of(domain).some(({ dependent, isDefault }) => {
        const holder = lookupOf(from).find(dependent);
        if (holder?.kind === 'column') return !isDefault && holder.type !== bare;
        if (holder?.kind === 'domain' && holder.type === bare) return isStoredWithin(dependent);
        return holder !== undefined && TYPE_KINDS.has(holder.kind) && isStored(dependent);
      });
    };
    this.#context = { from, to, isStored, isStoredWithin };
    this.#dependents = dependents;
  }

  compare(): void {
    const { from, to } = this.#context;
    const [before, after] = [lookupOf(from), lookupOf(to)];
    for (const kind of KINDS) {
      for (const object of from.objects[kind]) {
        const other = after.find(object.id);
        if (other) this.#compareTwo(object, other);
        else if (isTypeOfOtherKind(object, to)) this.#retype(object.id);
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
      this.#reachPartitionKey(id);
    }
  }

  /** What is granted on the sequence of an identity goes with it, and is granted anew on the one that comes. */
  replaceIdentityGrants(): void {
    const { from, to } = this.#context;
    for (const id of grantsOfLostIdentities(from, to, this)) if (this.#stays(id)) this.replaced.add(id);
  }

  /** While the default and the checks of a domain step aside, it changes nothing else of itself twice. */
  renderResetDomains(): void {
    for (const id of this.domainsReset) {
      const [before, after] = [this.#context.from, this.#context.to].map((catalog) => lookupOf(catalog).find(id));
      if (before?.kind === 'domain' && after?.kind === 'domain')
        this.altered.set(id, renderDomainChanges(bareDomain(before), after));
    }
  }

  /** What is made gets its privileges by name; those given by default would come on top. */
  setDefaultPrivilegesAside(): void {
    const isMade = [this.made, this.replaced, this.retyped].some((ids) =>
      [...ids].some((id) => GRANTABLE.has(parseObjectId(id).kind)),
    );
    if (!isMade) return;
    for (const { id } of this.#context.from.objects['default-privilege']) if (this.#stays(id)) this.replaced.add(id);
  }

  #compareTwo(from: CatalogObject, to: CatalogObject): void {
    if (from.comment !== to.comment) this.commented.add(to.id);
    if (from.kind === 'table' && to.kind === 'table') this.#compareTables(from, to);
    // The order of columns is no matter of a migration.
    if (agreeBut(from as Column, to as Column, 'position')) return;
    const steps = KIND_STEPS[from.kind] as unknown as KindSteps<Kind>;
    const alteration = steps.alter(from, to, this.#context);
    if (alteration.how === 'statements') this.altered.set(to.id, alteration.sql);
    else if (alteration.how === 'retype') this.#retype(to.id);
    else this.#replace(to.id);
    if (from.kind === 'column' && to.kind === 'column' && isOfOtherType(from, to)) {
      if (from.default !== null) this.defaultsReset.add(to.id);
      this.#disturb(to.id);
    }
  }

  #compareTables(from: Table, to: Table): void {
    if (inheritsOtherwise(from, to, this.#context) || isOrderedOtherwise(from, to, this.#context)) this.#replace(to.id);
    // What is logged may not refer to what is not: the keys between them step aside.
    if (from.persistence === to.persistence) return;
    for (const key of this.#context.to.objects['foreign-key']) {
      const isOwn = key.schema === to.schema && key.table === to.name;
      const isReferenced = key.references.schema === to.schema && key.references.name === to.name;
      if ((isOwn || isReferenced) && this.#stays(key.id)) this.#replace(key.id);
    }
  }

  #replace(id: ObjectId): void {
    if (this.replaced.has(id) || this.dropped.has(id)) return;
    this.replaced.add(id);
    // It may have been met before, as what changes only: more is built on what goes.
    this.#seen.delete(id);
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
    else if (kind === 'domain' && parseObjectId(on).kind === 'function') this.domainsReset.add(dependent);
    else if (TYPE_KINDS.has(kind)) this.#retype(dependent);
    else if (kind === 'table') this.#reachTable(on, dependent);
    // An owned sequence goes with its column, but is let go where it stays.
    else if (kind === 'sequence') this.#reachSequence(on, dependent);
    else if (this.#mustStepAside(on, dependent, kind)) this.#replace(dependent);
  }

  #reachColumn(on: ObjectId, id: ObjectId, isDefault: boolean): void {
    const column = lookupOf(this.#context.from).find(id);
    if (column?.kind !== 'column') return;
    const other = lookupOf(this.#context.to).find(id);
    if (other?.kind === 'column' && losesExpression(column, other)) return;
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

  #reachSequence(on: ObjectId, id: ObjectId): void {
    if (!this.replaced.has(on)) return;
    const sequence = lookupOf(this.#context.to).find(id);
    if (sequence?.kind !== 'sequence' || sequence.ownedBy === null) return;
    const { schema, table, column } = sequence.ownedBy;
    if (on === objectId('column', schema, table, column) || on === objectId('table', schema, table)) this.#replace(id);
  }

  /** Plain indexes and keys of a column are rebuilt by the server when its type changes; what has an expression may not fit. */
  #mustStepAside(on: ObjectId, id: ObjectId, kind: Kind): boolean {
    const isTypeChange = parseObjectId(on).kind === 'column' && !this.dropped.has(on) && !this.replaced.has(on);
    if (!isTypeChange) return true;
    if (kind === 'primary-key' || kind === 'unique') return false;
    // A statistics object is rebuilt with its column, too; one over expressions of it may not fit.
    if (kind === 'statistics') {
      const statistics = lookupOf(this.#context.to).find(id);
      return statistics?.kind === 'statistics' && statistics.expressions.length > 0;
    }
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

  /** The column by which a table is partitioned keeps its type: the table is made anew. */
  #reachPartitionKey(id: ObjectId): void {
    const { kind, parts } = parseObjectId(id);
    if (kind !== 'column' || this.dropped.has(id)) return;
    const [schema = '', name = '', column = ''] = parts;
    const tableId = objectId('table', schema, name);
    const table = lookupOf(this.#context.from).find(tableId);
    if (table?.kind !== 'table' || table.partitionKey === null || !this.#stays(tableId)) return;
    if (namesColumn(table.partitionKey, column)) this.#replace(tableId);
  }

  #stays(id: ObjectId): boolean {
    const { from, to } = this.#context;
    return lookupOf(from).find(id) !== undefined && lookupOf(to).find(id) !== undefined;
  }
}

export function isOfOtherType(from: Column, to: Column): boolean {
  return from.type !== to.type || from.collation !== to.collation;
}

/**
 * A type whose name a type of another kind bears afterwards, the rows of a table among them: it makes way, and columns that look the
 * same are carried over.
 */
function isTypeOfOtherKind(object: CatalogObject, to: Catalog): boolean {
  if (!TYPE_KINDS.has(object.kind)) return false;
  const { parts } = parseObjectId(object.id);
  return [...TYPES].some((kind) => lookupOf(to).find(objectId(kind, ...parts)) !== undefined);
}

function namesColumn(partitionKey: string, column: string): boolean {
  const name = quoteIdent(column).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w$"])${name}($|[^\\w$"])`).test(partitionKey.slice(partitionKey.indexOf('(')));
}

/** True where an object goes, or comes, together with its table. */
export function goesWithTable(id: ObjectId, tables: ReadonlySet<ObjectId>): boolean {
  const table = tableIdOf(id);
  return table !== null && tables.has(table);
}

/** The object a grant is on; a column's stands for its table's or view's as well. */
export function grantedObjects(id: ObjectId): readonly ObjectId[] {
  const { kind, parts } = parseObjectId(id);
  if (kind !== 'grant') return [];
  const on = parts[0] ?? '';
  const target = parseObjectId(on);
  const [schema = '', table = ''] = target.parts;
  if (target.kind !== 'column') return [on];
  return [on, ...(['table', 'view', 'materialized-view'] as const).map((kind) => objectId(kind, schema, table))];
}
