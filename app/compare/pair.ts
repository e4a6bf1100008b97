import type { CatalogObject, Kind } from '#app/catalog';
import type { KindRules, Side } from './attribute-rule.ts';
import type { Judge } from './judge.ts';
import { KIND_RULES } from './kind-rules.ts';

/** What stands for one object on either side. `isRenamed` where structure paired what names did not. */
export interface Pair {
  readonly from: Side | null;
  readonly to: Side | null;
  readonly isRenamed: boolean;
}

/** Pairs by identity, then what is left by structure. Objects about which a question is open are left out for now. */
export function pairObjects(kind: Kind, from: readonly Side[], to: readonly Side[], judge: Judge): readonly Pair[] {
  const rules = KIND_RULES[kind] as unknown as KindRules<Kind>;
  const others = new Map(to.map((side) => [side.object.id, side]));
  const pairs: Pair[] = [];
  const lonely: Side[] = [];
  for (const side of from) {
    const other = others.get(side.object.id);
    if (other) {
      pairs.push({ from: side, to: other, isRenamed: false });
      others.delete(side.object.id);
    } else lonely.push(side);
  }
  return [...pairs, ...pairByStructure(rules, lonely, [...others.values()], judge)];
}

function pairByStructure(
  rules: KindRules<Kind>,
  from: readonly Side[],
  to: readonly Side[],
  judge: Judge,
): readonly Pair[] {
  const { matchKey } = rules;
  const alone = [
    ...from.map((side): Pair => ({ from: side, to: null, isRenamed: false })),
    ...to.map((side): Pair => ({ from: null, to: side, isRenamed: false })),
  ];
  if (!matchKey || from.length === 0 || to.length === 0) return alone;
  const left = group(from, placeOf);
  const right = group(to, placeOf);
  const pairs: Pair[] = [];
  const done = new Set<CatalogObject>();
  for (const [place, candidates] of left) {
    const others = right.get(place);
    if (!others) continue;
    const keyed = (side: Side) => matchKey(side, judge);
    const leftKeys = candidates.map(keyed);
    const rightKeys = others.map(keyed);
    const isOpen = [...leftKeys, ...rightKeys].includes(null) && kindAsks(rules);
    candidates.forEach((side, index) => {
      const key = leftKeys[index];
      if (key === null || key === undefined || count(leftKeys, key) > 1 || count(rightKeys, key) !== 1) return;
      const other = others[rightKeys.indexOf(key)];
      if (!other) return;
      pairs.push({ from: side, to: other, isRenamed: true });
      done.add(side.object).add(other.object);
    });
    if (isOpen) for (const side of [...candidates, ...others]) done.add(side.object);
  }
  return [...pairs, ...alone.filter(({ from: a, to: b }) => !done.has((a ?? b)?.object as CatalogObject))];
}

/** A sequence's key is `null` where it has no structure to go by; a check's and an index's while a question is open. */
function kindAsks({ kind }: KindRules<Kind>): boolean {
  return kind === 'check' || kind === 'index';
}

/** The table an object belongs to: names are only given up inside one table. */
function placeOf({ object }: Side): string {
  return 'table' in object ? `${object.schema}\u0000${object.table}` : '';
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function count(keys: readonly (string | null)[], key: string): number {
  return keys.filter((other) => other === key).length;
}
