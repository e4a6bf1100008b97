import { compareText, objectId, parseObjectId } from '#app/catalog';
import type { RenameCandidate } from '../difference.ts';
import type { Twins } from './candidates.ts';
import { printHint } from './hint.ts';
import { nameReasons, nameSimilarity } from './name-similarity.ts';
import { LEAST_SCORE } from './traits.ts';

/** How much a label's own text says against its place among the others, from 0 to 1. */
const NAME_WEIGHT = 0.4;

/** Labels that only one of two enums has, paired with those that only the other has: by text and by their neighbours. */
export function labelCandidates({ from, to }: Twins, isToNewer: boolean): readonly RenameCandidate[] {
  if (from.kind !== 'enum' || to.kind !== 'enum') return [];
  // Without labels it could not be read.
  if (from.labels.length === 0 || to.labels.length === 0) return [];
  const [own, others] = [new Set(from.labels), new Set(to.labels)];
  const lefts = from.labels.filter((label) => !others.has(label));
  const rights = to.labels.filter((label) => !own.has(label));
  const weighed = lefts.flatMap((left) =>
    rights.map((right) => {
      const name = nameSimilarity(left, right);
      const place = placeSimilarity(neighbours(from.labels, left, others), neighbours(to.labels, right, own));
      const score = Math.round((NAME_WEIGHT * name + (1 - NAME_WEIGHT) * place) * 100) / 100;
      return { left, right, score, reasons: [...nameReasons(left, right, name), ...placeReasons(place)] };
    }),
  );
  weighed.sort((a, b) => b.score - a.score || compareText(a.left, b.left) || compareText(a.right, b.right));
  const taken = new Set<string>();
  const [name, otherName] = [parseObjectId(from.id).parts, parseObjectId(to.id).parts];
  return weighed.flatMap(({ left, right, score, reasons }): readonly RenameCandidate[] => {
    if (score < LEAST_SCORE || taken.has(`from ${left}`) || taken.has(`to ${right}`)) return [];
    taken.add(`from ${left}`).add(`to ${right}`);
    const [ours, theirs] = [
      [...name, left],
      [...otherName, right],
    ];
    const hint = isToNewer ? printHint('enum-label', ours, theirs) : printHint('enum-label', theirs, ours);
    return [{ kind: 'enum', from: objectId('enum', ...ours), to: objectId('enum', ...theirs), hint, score, reasons }];
  });
}

type Neighbours = readonly [before: string | null, after: string | null];

/** The nearest labels on either side that the other enum has too; `null` at an end. */
function neighbours(labels: readonly string[], label: string, known: ReadonlySet<string>): Neighbours {
  const at = labels.indexOf(label);
  const before = labels.slice(0, at).findLast((other) => known.has(other));
  const after = labels.slice(at + 1).find((other) => known.has(other));
  return [before ?? null, after ?? null];
}

function placeSimilarity([before, after]: Neighbours, [otherBefore, otherAfter]: Neighbours): number {
  return (Number(before === otherBefore) + Number(after === otherAfter)) / 2;
}

function placeReasons(place: number): readonly string[] {
  return place === 1 ? ['They stand in the same place among the other labels.'] : [];
}
