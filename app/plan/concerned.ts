import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  KINDS,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
} from '#app/catalog';
import { parentsOf } from '#app/sql';
import { tableIdOf } from './dependency.ts';

/** Two catalogs, of which one becomes the other. */
export interface Ends {
  readonly from: Catalog;
  readonly to: Catalog;
}

export interface Worth {
  /** Fewer tables at both ends are not worth the search. */
  readonly tables: number;
  /** Leaving out a smaller share of them is not worth it either: 0 to 1. */
  readonly share: number;
}

const WORTH: Worth = { tables: 200, share: 0.5 };

const WORD = /[\p{L}\p{N}_$]+/gu;
const PLAIN = /^[\p{L}\p{N}_$]+$/u;

/**
 * The part of two large catalogs that a plan from one to the other can concern: without the tables that are the same at both ends
 * where nothing that differs is named by them and nothing but such tables names them. Names are looked for in all that is said of
 * an object, bodies of functions included, as words and whatever their schema, so that rather too much is kept.
 * `said` names what is concerned besides: hints of renames.
 * `null` where that would not leave out enough of them, and where event triggers may look at anything.
 */
export function concernedIn(ends: Ends, said: readonly string[] = [], worth: Worth = WORTH): Ends | null {
  const both = ends.from.objects.table.filter(({ id }) => lookupOf(ends.to).find(id) !== undefined);
  const hasEvents = [ends.from, ends.to].some(({ objects }) => objects['event-trigger'].length > 0);
  if (both.length < worth.tables || hasEvents || hasOtherTypes(ends)) return null;
  const [from, to] = [inUnits(ends.from), inUnits(ends.to)];
  const same = new Map<ObjectId, string>();
  for (const { id } of both) {
    const text = textOf(from.units.get(id) ?? []);
    if (text === textOf(to.units.get(id) ?? [])) same.set(id, text);
  }
  const left = new LeftOut(same, [from, to], treesIn(ends));
  left.keepNamed(said);
  return left.size < both.length * worth.share ? null : { from: without(ends.from, left), to: without(ends.to, left) };
}

/** Extensions and ranges make types that do not bear their names. */
function hasOtherTypes({ from, to }: Ends): boolean {
  const saidIn = ({ objects }: Catalog) => textOf([...objects.extension, ...objects['range-type']]);
  return saidIn(from) !== saidIn(to);
}

interface Units {
  /** A table and all that is only there with it. */
  readonly units: ReadonlyMap<ObjectId, readonly CatalogObject[]>;
  readonly others: readonly CatalogObject[];
}

/** The tables that may be left out: those that are the same at both ends, and ever fewer of them. */
class LeftOut {
  readonly #same: Map<ObjectId, string>;
  readonly #ends: readonly Units[];
  readonly #trees: ReadonlyMap<ObjectId, readonly ObjectId[]>;

  constructor(same: Map<ObjectId, string>, ends: readonly Units[], trees: ReadonlyMap<ObjectId, readonly ObjectId[]>) {
    this.#same = same;
    this.#ends = ends;
    this.#trees = trees;
  }

  get size(): number {
    return this.#same.size;
  }

  has(id: ObjectId): boolean {
    return this.#same.has(id);
  }

  keepNamed(also: readonly string[]): void {
    const { differing, others } = this.#kept();
    const byName = new Map<string, ObjectId[]>();
    for (const id of this.#same.keys()) byName.set(nameOf(id), [...(byName.get(nameOf(id)) ?? []), id]);
    const open = [...differing.map(({ said }) => said), ...others.map(({ said }) => said), ...also];
    const names = withNaming(new Set(differing.map(({ id }) => nameOf(id))), others);
    const keep = (id: ObjectId) => {
      for (const one of this.#trees.get(id) ?? [id]) {
        const said = this.#same.get(one);
        if (said !== undefined) open.push(said);
        this.#same.delete(one);
      }
    };
    for (const { id } of differing) keep(id);
    for (const [id, said] of this.#same) {
      if (!PLAIN.test(nameOf(id)) || wordsOf(said).some((word) => names.has(word))) keep(id);
    }
    for (let said = open.pop(); said !== undefined; said = open.pop()) {
      for (const word of new Set(wordsOf(said))) for (const id of byName.get(word) ?? []) if (this.has(id)) keep(id);
    }
  }

  /** What is not the same at both ends, and what is said of all that is of no table. A grant's name is somebody's: nothing needs it. */
  #kept(): { readonly differing: readonly Said[]; readonly others: readonly OtherSaid[] } {
    const tables = this.#ends.flatMap(({ units }) =>
      [...units].flatMap(([id, unit]) => (this.has(id) ? [] : [{ id, said: textOf(unit) }])),
    );
    const said = this.#ends.map(({ others }) =>
      others.map((one) => ({ id: one.id, kind: one.kind, said: textOf([one]) })),
    );
    const [inFrom, inTo] = said.map((all) => new Set(all.map((one) => one.said)));
    const changed = said
      .flat()
      .filter((one) => one.kind !== 'grant' && !(inFrom?.has(one.said) && inTo?.has(one.said)));
    return { differing: [...tables, ...changed], others: said.flat() };
  }
}

interface Said {
  readonly id: ObjectId;
  readonly said: string;
}

interface OtherSaid extends Said {
  readonly kind: Kind;
}

/** What is made of names and needed by nothing. */
const SAYS_WHO: ReadonlySet<Kind> = new Set<Kind>(['grant', 'default-privilege']);

/**
 * The names, and those of whatever names one of them, and so on: a type within a type, a function of it, may have to be made anew
 * with it, and then what a table has of that.
 */
function withNaming(names: Set<string>, others: readonly OtherSaid[]): ReadonlySet<string> {
  const makers = others.filter(({ kind }) => !SAYS_WHO.has(kind));
  let left = makers.map(({ id, said }) => ({ name: nameOf(id), words: new Set(wordsOf(said)) }));
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    const naming = left.filter(({ words }) => [...names].some((name) => words.has(name)));
    for (const { name } of naming) names.add(name);
    left = left.filter((one) => !naming.includes(one));
  }
  return names;
}

function inUnits(catalog: Catalog): Units {
  const units = new Map<ObjectId, CatalogObject[]>(catalog.objects.table.map(({ id }) => [id, []]));
  const others: CatalogObject[] = [];
  for (const object of KINDS.flatMap((kind): readonly CatalogObject[] => catalog.objects[kind])) {
    const unit = units.get(unitOf(object, catalog) ?? object.id);
    (unit ?? others).push(object);
  }
  return { units, others };
}

/** The table that an object is of, where it is of one. */
function unitOf(object: CatalogObject, catalog: Catalog): ObjectId | null {
  if (object.kind === 'grant') {
    const on = lookupOf(catalog).find(object.on);
    return on ? unitOf(on, catalog) : tableIdOf(object.on);
  }
  if (object.kind === 'sequence')
    return object.ownedBy && objectId('table', object.ownedBy.schema, object.ownedBy.table);
  if (object.kind === 'statistics') return objectId('table', object.on.schema, object.on.name);
  if ('table' in object) return objectId('table', object.schema, object.table);
  return object.kind === 'table' ? object.id : null;
}

/** For each table that has parents or children, all of its tree at either end. */
function treesIn({ from, to }: Ends): ReadonlyMap<ObjectId, readonly ObjectId[]> {
  const trees = new Map<ObjectId, ObjectId[]>();
  for (const table of [...from.objects.table, ...to.objects.table]) {
    for (const { schema, name } of parentsOf(table)) {
      const [one, other] = [table.id, objectId('table', schema, name)].map((id) => trees.get(id) ?? [id]);
      const joined = [...new Set([...(one ?? []), ...(other ?? [])])];
      for (const id of joined) trees.set(id, joined);
    }
  }
  return trees;
}

function textOf(objects: readonly CatalogObject[]): string {
  return JSON.stringify(objects, (key, value) => (key === 'origins' ? undefined : value));
}

function wordsOf(said: string): readonly string[] {
  // What JSON escapes would else become a part of the word after it.
  return said.replaceAll(/\\./g, ' ').toLowerCase().match(WORD) ?? [];
}

function nameOf(id: ObjectId): string {
  const { parts } = parseObjectId(id);
  return (parts[1] ?? parts[0] ?? '').toLowerCase();
}

function without(catalog: Catalog, left: LeftOut): Catalog {
  const isKept = (object: CatalogObject) => !left.has(unitOf(object, catalog) ?? object.id);
  const objects = Object.fromEntries(
    KINDS.map((kind) => [kind, (catalog.objects[kind] as readonly CatalogObject[]).filter(isKept)]),
  );
  return buildCatalog({ ...catalog, objects: objects as unknown as Catalog['objects'] });
}
