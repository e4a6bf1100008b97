import { type Catalog, type CatalogObject, compareText, type Kind } from '#app/catalog';
import type { RenameCandidate } from '../difference.ts';
import { hintOf } from './hint.ts';
import { dice, isSpelling, nameSimilarity } from './name-similarity.ts';
import { placeOf, RENAMED_KINDS } from './traits.ts';

/** Below this nobody would think of it. */
export const LEAST_SCORE = 0.6;

/** More pairs than this are not weighed: at that size nothing is a rename of anything. */
const MOST_PAIRS = 250_000;

export interface RenameSide {
  readonly catalog: Catalog;
  /** True on the side whose names are the new ones: where both are (or neither is), the second's are. */
  readonly isAhead: boolean;
  /** Objects that the other side has not. */
  readonly alone: readonly CatalogObject[];
}

/**
 * Pairs what only one side has with what only the other has, the likeliest first, each object once. Columns, policies and
 * the like are only paired inside one table. Deterministic.
 */
export function renameCandidates(from: RenameSide, to: RenameSide): readonly RenameCandidate[] {
  const kinds = Object.keys(RENAMED_KINDS) as Kind[];
  return kinds
    .flatMap((kind) => candidatesOf(kind, from, to))
    .sort((a, b) => b.score - a.score || compareText(a.from, b.from));
}

interface Weighed {
  readonly left: CatalogObject;
  readonly right: CatalogObject;
  readonly score: number;
  readonly reasons: readonly string[];
}

function candidatesOf(kind: Kind, from: RenameSide, to: RenameSide): readonly RenameCandidate[] {
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
    const [older, newer] = from.isAhead && !to.isAhead ? [right, left] : [left, right];
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
    ...(isSpelling(a, b) ? ['The two names are the same words in another spelling.'] : []),
    ...(!isSpelling(a, b) && name >= 0.5 ? ['The names are alike.'] : []),
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
