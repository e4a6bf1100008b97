import type { Reading, Unmodelled } from '#app/catalog';
import { wordsOf } from '#renderer/lib/narrow.ts';
import type { TreeRow } from '#renderer/ui';
import type { ProblemLine } from './problems.ts';

export type Weight = ProblemLine['weight'];
export const WEIGHTS: readonly Weight[] = ['failed', 'unread', 'replaced', 'note'];

/** A row of the problems panel: a source, what is alike in it, one problem; and what exists without being modelled. */
export type ProblemRow = TreeRow &
  (
    | { readonly row: 'source'; readonly counts: Readonly<Record<Weight, number>>; readonly unmodelled: number }
    | { readonly row: 'alike'; readonly weight: Weight; readonly first: ProblemLine; readonly count: number }
    | { readonly row: 'problem'; readonly problem: ProblemLine }
    | { readonly row: 'unmodelled'; readonly entries: readonly Unmodelled[] }
    | { readonly row: 'name' }
  );

/** What exists in a source and is not modelled, by PostgreSQL's name of its class. */
export interface UnmodelledOf {
  readonly from: string;
  readonly entries: readonly Unmodelled[];
}

export interface ProblemFilter {
  readonly text: string;
  /** Empty for all. */
  readonly weights: readonly Weight[];
}

export const EVERY_PROBLEM: ProblemFilter = { text: '', weights: [] };

/** So many alike are folded into one row. */
const MANY = 3;

/** What the sources list as unmodelled. */
export function unmodelledOf(readings: ReadonlyMap<string, Reading>): readonly UnmodelledOf[] {
  return [...readings]
    .map(([from, { catalog }]) => ({ from, entries: catalog.unmodelled }))
    .filter(({ entries }) => entries.length > 0);
}

export function filterProblems(
  problems: readonly ProblemLine[],
  { text, weights }: ProblemFilter,
): readonly ProblemLine[] {
  const words = wordsOf(text);
  return problems.filter((problem) => {
    if (weights.length > 0 && !weights.includes(problem.weight)) return false;
    const { from, code, message, remedy, object, origin } = problem;
    const all = `${from} ${code} ${message} ${remedy ?? ''} ${object ?? ''} ${origin?.file ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/**
 * The rows in sight: by source, the one with the gravest first; in it by weight, and what is alike folded away where it is
 * no failure. `turned` holds the ids of rows that are not as they are at first.
 */
export function problemRows(
  problems: readonly ProblemLine[],
  unmodelled: readonly UnmodelledOf[],
  turned: ReadonlySet<string>,
): readonly ProblemRow[] {
  const bySource = new Map<string, ProblemLine[]>();
  for (const problem of problems) put(bySource, problem.from, problem);
  for (const { from } of unmodelled) if (!bySource.has(from)) bySource.set(from, []);
  const rows: ProblemRow[] = [];
  for (const [from, own] of bySource) {
    const id = `source ${from}`;
    const entries = unmodelled.find((one) => one.from === from)?.entries ?? [];
    const expanded = !turned.has(id);
    rows.push({
      row: 'source',
      id,
      level: 1,
      expanded,
      text: from,
      counts: countWeights(own),
      unmodelled: entries.length,
    });
    if (!expanded) continue;
    pushProblems(rows, from, own, turned);
    pushUnmodelled(rows, from, entries, turned);
  }
  return rows;
}

function pushProblems(
  rows: ProblemRow[],
  from: string,
  own: readonly ProblemLine[],
  turned: ReadonlySet<string>,
): void {
  const alike = new Map<string, ProblemLine[]>();
  for (const problem of own) put(alike, `${problem.weight} ${problem.code}`, problem);
  for (const [key, group] of alike) {
    const [first] = group;
    if (!first) continue;
    if (group.length < MANY) {
      for (const problem of group) rows.push(problemRow(problem, 2));
      continue;
    }
    const id = `alike ${from} ${key}`;
    const isGrave = first.weight === 'failed' || first.weight === 'unread';
    const expanded = isGrave !== turned.has(id);
    rows.push({
      row: 'alike',
      id,
      level: 2,
      expanded,
      text: nameOf(first.code),
      weight: first.weight,
      first,
      count: group.length,
    });
    if (expanded) for (const problem of group) rows.push(problemRow(problem, 3));
  }
}

function problemRow(problem: ProblemLine, level: number): ProblemRow {
  return { row: 'problem', id: problem.key, level, expanded: null, text: problem.message, problem };
}

function pushUnmodelled(
  rows: ProblemRow[],
  from: string,
  entries: readonly Unmodelled[],
  turned: ReadonlySet<string>,
): void {
  const byClass = new Map<string, Unmodelled[]>();
  for (const entry of entries) put(byClass, entry.what, entry);
  for (const [what, own] of byClass) {
    const id = `unmodelled ${from} ${what}`;
    const expanded = turned.has(id);
    rows.push({ row: 'unmodelled', id, level: 2, expanded, text: what, entries: own });
    if (!expanded) continue;
    for (const [index, { schema, name }] of own.entries()) {
      const text = schema === null ? name : `${schema}.${name}`;
      rows.push({ row: 'name', id: `${id} ${index}`, level: 3, expanded: null, text });
    }
  }
}

/** `module-replaced` → `Module replaced`. */
function nameOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function countWeights(problems: readonly ProblemLine[]): Readonly<Record<Weight, number>> {
  const counts = { failed: 0, unread: 0, replaced: 0, note: 0 };
  for (const { weight } of problems) counts[weight] += 1;
  return counts;
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
