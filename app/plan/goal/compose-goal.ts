import { type Catalog, type CatalogObject, lookupOf, type ObjectId, parseObjectId, printObjectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import { ObjectBag } from './object-bag.ts';
import { writeOutColumns } from './said-columns.ts';

export interface GoalInput {
  /** Whose objects stay where nothing counts; by the names that `other` has. */
  readonly base: Catalog;
  readonly other: Catalog;
  /** Between the two, in either direction. Only those that count have a part in it. */
  readonly differences: readonly Difference[];
  /** How `base` and `other` are called in the differences. */
  readonly labels: { readonly base: string; readonly other: string };
}

/**
 * One catalog with what another says where a difference counts, and nowhere else: what only one of the two can express, what
 * is waived, out of scope or a platform's stays as `base` has it.
 */
export function composeGoal({ base, other, differences, labels }: GoalInput): Catalog {
  const composer = new Composer(writeOutColumns(base), writeOutColumns(other), labels);
  const names = new Map(differences.flatMap((one) => structuralPair(one, labels)));
  const counting = differences.filter(({ counts }) => counts);
  // What goes makes room first; an attribute may be of an object that came.
  for (const difference of counting) if (difference.attribute === null) composer.presence(difference);
  for (const difference of counting) if (difference.attribute !== null) composer.attribute(difference, names);
  return composer.catalog();
}

interface Pair {
  readonly base: ObjectId;
  readonly other: ObjectId;
}

/** Two names of one structure: how either side calls what the differences call by one of them. */
function structuralPair(
  { object, attribute, states, renameOf }: Difference,
  labels: GoalInput['labels'],
): readonly (readonly [ObjectId, Pair])[] {
  if (attribute !== 'name' || renameOf !== undefined) return [];
  const name = (label: string) => String(states[label]?.value ?? '');
  return [[object, { base: withName(object, name(labels.base)), other: withName(object, name(labels.other)) }]];
}

function withName(id: ObjectId, name: string): ObjectId {
  const parsed = parseObjectId(id);
  return printObjectId({ ...parsed, parts: [...parsed.parts.slice(0, -1), name] });
}

class Composer {
  readonly #bag: ObjectBag;
  readonly #base: Catalog;
  readonly #other: Catalog;
  readonly #labels: GoalInput['labels'];

  constructor(base: Catalog, other: Catalog, labels: GoalInput['labels']) {
    this.#bag = new ObjectBag(base);
    this.#base = base;
    this.#other = other;
    this.#labels = labels;
  }

  presence(difference: Difference): void {
    const id = this.#idOf(difference);
    if (difference.states[this.#labels.other]?.present !== true) {
      this.#bag.remove(id);
      return;
    }
    const object = lookupOf(this.#other).find(id);
    if (object) this.#bag.take(object, this.#other);
  }

  attribute(difference: Difference, names: ReadonlyMap<ObjectId, Pair>): void {
    const { attribute, renameOf, object } = difference;
    if (attribute === null || renameOf !== undefined) return;
    const own = this.#idOf(difference);
    const pair = names.get(object) ?? { base: own, other: own };
    const theirs = lookupOf(this.#other).find(pair.other);
    const ours = this.#bag.find(pair.base) ?? this.#bag.find(pair.other);
    if (!theirs || !ours) return;
    if (attribute === 'name') this.#rename(ours, theirs);
    else if (attribute in theirs) this.#set(ours, theirs, attribute);
  }

  catalog(): Catalog {
    return this.#bag.catalog();
  }

  #idOf({ object, names }: Difference): ObjectId {
    return names?.[this.#labels.other] ?? object;
  }

  #rename(ours: CatalogObject, theirs: CatalogObject): void {
    this.#bag.remove(ours.id);
    this.#bag.put({ ...ours, id: theirs.id, name: (theirs as { readonly name?: string }).name } as CatalogObject);
  }

  #set(ours: CatalogObject, theirs: CatalogObject, attribute: string): void {
    const names = [attribute, ...(GOES_WITH[`${ours.kind} ${attribute}`] ?? [])];
    const values = theirs as unknown as Readonly<Record<string, unknown>>;
    const before = ours.kind === 'column' && attribute === 'default' ? this.#serialOf(this.#base, ours.id) : null;
    const after = theirs.kind === 'column' && attribute === 'default' ? this.#serialOf(this.#other, theirs.id) : null;
    if (before && !lookupOf(this.#other).find(before.id)) this.#bag.remove(before.id);
    if (after) this.#bag.take(after, this.#other);
    this.#bag.change(ours.id, Object.fromEntries(names.map((name) => [name, values[name]])));
  }

  /** The sequence that a serial column takes its values from. */
  #serialOf(catalog: Catalog, id: ObjectId): CatalogObject | null {
    const column = lookupOf(catalog).find(id);
    if (column?.kind !== 'column' || !column.default?.startsWith('nextval(')) return null;
    const { schema, table, name } = column;
    const isOwn = (owner: { schema: string; table: string; column: string } | null) =>
      owner?.schema === schema && owner.table === table && owner.column === name;
    return catalog.objects.sequence.find(({ ownedBy }) => isOwn(ownedBy)) ?? null;
  }
}

/** What one attribute cannot be had without. */
const GOES_WITH: Readonly<Record<string, readonly string[]>> = {
  'column notNull': ['notNullConstraint'],
  'column generated': ['default'],
  'column identity': ['notNull', 'notNullConstraint'],
  'check enforced': ['validated'],
  'foreign-key enforced': ['validated'],
};
