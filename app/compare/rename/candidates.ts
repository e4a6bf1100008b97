import { type Catalog, type CatalogObject, compareText, type Kind, parseObjectId } from '#app/catalog';
import type { RenameCandidate } from '../difference.ts';
import { labelCandidates } from './enum-labels.ts';
import { hintOf } from './hint.ts';
import { dice, nameReasons, nameSimilarity } from './name-similarity.ts';
import { LEAST_SCORE, placeOf, RENAMED_KINDS } from './traits.ts';

/** More pairs than this are not weighed: at that size nothing is a rename of anything. */
const MOST_PAIRS = 250_000;

export interface RenameSide {
  readonly catalog: Catalog;
  /** True on the side whose names are the new ones: where both are (or neither is), the second's are. */
  readonly isAhead: boolean;
  /** Objects that the other side has not. */
  readonly alone: readonly CatalogObject[];
}

/** Two objects that were compared as one: the first side's and the second's. */
export interface Twins {
  readonly from: CatalogObject;
  readonly to: CatalogObject;
}

export interface Paired {
  /** What structure made one although both names were chosen. */
  readonly twins: readonly Twins[];
  /** The enums that both sides have. */
  readonly enums: readonly Twins[];
}

/**
 * Pairs what only one side has with what only the other has, the likeliest first, each object once. Columns, policies and
 * the like are only paired inside one table. Deterministic.
 */
export function renameCandidates(
  from: RenameSide,
  to: RenameSide,
  { twins, enums }: Paired,
): readonly RenameCandidate[] {
  const kinds = Object.keys(RENAMED_KINDS) as Kind[];
  const isToNewer = !(from.isAhead && !to.isAhead);
  const found = [
    ...kinds.flatMap((kind) => candidatesOf(kind, from, to, isToNewer)),
    ...twins.map((pair) => twinCandidate(pair, isToNewer)),
    ...enums.flatMap((pair) => labelCandidates(pair, isToNewer)),
  ];
  const moved = new Set(found.flatMap((each) => (each.kind === 'schema' ? [schemasOf(each)] : [])));
  return found
    .filter((each) => !(moved.has(schemasOf(each)) && isSameName(each)))
    .sort((a, b) => b.score - a.score || compareText(a.from, b.from));
}

function schemasOf({ from, to }: RenameCandidate): string {
  return `${parseObjectId(from).parts[0]}\u0000${parseObjectId(to).parts[0]}`;
}

/** What moved with its schema is not asked about a second time. */
function isSameName({ kind, from, to }: RenameCandidate): boolean {
  const [old, now] = [from, to].map((id) => parseObjectId(id).parts.slice(1).join('\u0000'));
  return kind !== 'schema' && old !== '' && old === now;
}

/** What it is has been compared already: only the names are weighed. */
function twinCandidate({ from, to }: Twins, isToNewer: boolean): RenameCandidate {
  const weight = RENAMED_KINDS[from.kind]?.nameWeight ?? 0;
  const [a, b] = [nameIn(from), nameIn(to)];
  const name = nameSimilarity(a, b);
  const [older, newer] = isToNewer ? [from, to] : [to, from];
  return {
    kind: from.kind,
    from: from.id,
    to: to.id,
    hint: hintOf(from.kind, older.id, newer.id),
    score: Math.round((weight * name + 1 - weight) * 100) / 100,
    reasons: [...nameReasons(a, b, name), 'Everything but the name is the same.'],
    isOne: true,
  };
}

interface Weighed {
  readonly left: CatalogObject;
  readonly right: CatalogObject;
  readonly score: number;
  readonly reasons: readonly string[];
}

function candidatesOf(kind: Kind, from: RenameSide, to: RenameSide, isToNewer: boolean): readonly RenameCandidate[] {
  const lefts = from.alone.filter((object) => object.kind === kind);
  const rights = to.alone.filter((object) => object.kind === kind);
  if (lefts.length * rights.length > MOST_PAIRS) return [];
  const weighed = lefts.flatMap((left) =>
    rights.flatMap((right): Weighed[] => {
      if (placeOf(left) !== placeOf(right)) return [];
      const pair = weigh(left, from.catalog, right, to.catalog);
      return pair.score >= LEAST_SCORE ? [pair] : [];
    }),
  );
  weighed.sort((a, b) => b.score - a.score || compareText(a.left.id, b.left.id) || compareText(a.right.id, b.right.id));
  const taken = new Set<CatalogObject>();
  return weighed.flatMap(({ left, right, score, reasons }) => {
    if (taken.has(left) || taken.has(right)) return [];
    taken.add(left).add(right);
    const [older, newer] = isToNewer ? [left, right] : [right, left];
    return [{ kind, from: left.id, to: right.id, hint: hintOf(kind, older.id, newer.id), score, reasons }];
  });
}

function weigh(left: CatalogObject, leftIn: Catalog, right: CatalogObject, rightIn: Catalog): Weighed {
  const rule = RENAMED_KINDS[left.kind] as unknown as {
    readonly traits: (object: CatalogObject, catalog: Catalog) => readonly string[];
    readonly counted: string | null;
    readonly nameWeight: number;
  };
  const [own, others] = [rule.traits(left, leftIn), rule.traits(right, rightIn)];
  const structure = dice(own, others);
  const [a, b] = [nameIn(left), nameIn(right)];
  const name = nameSimilarity(a, b);
  const score = Math.round((rule.nameWeight * name + (1 - rule.nameWeight) * structure) * 100) / 100;
  const shared = Math.round((structure * (own.length + others.length)) / 2);
  const reasons = [
    ...nameReasons(a, b, name),
    ...(rule.counted !== null && shared > 0
      ? [`${shared} of ${Math.max(own.length, others.length)} ${rule.counted} are the same.`]
      : []),
    ...(rule.counted === null && structure === 1 ? ['Everything but the name is the same.'] : []),
    ...(rule.counted === null && structure < 1 && structure >= 0.6 ? ['Most of it is the same.'] : []),
  ];
  return { left, right, score, reasons };
}

function nameIn(object: CatalogObject): string {
  return 'name' in object ? object.name : '';
}
