import type { IndexKey } from '#app/catalog';
import { DIFFERS, defineKind, IDENTITY, OPEN, OWNED_RULES, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { CLUSTERED, INCLUDE, TABLESPACE } from './constraint.ts';
import { isEqual } from './equal.ts';
import { isGenerated } from './generated-name.ts';
import { renderIndexKeys } from './index-keys.ts';
import type { Judge } from './judge.ts';
import { sayList } from './say.ts';
import { STORAGE_PARAMETERS } from './storage-parameters.ts';

export const indexRules = defineKind({
  kind: 'index',
  noun: 'index',
  missing: 'drift',
  matchKey: structureOf,
  isGeneratedName: ({ table, keys, name }) =>
    isGenerated(
      name,
      table,
      keys.map(({ expression, isExpression }) => (isExpression ? 'expr' : expression)),
      ['idx', 'index', 'key'],
    ),
  attributes: {
    ...OWNED_RULES,
    owner: { how: 'not-compared', because: 'an index belongs to the owner of its table' },
    schema: IDENTITY,
    table: IDENTITY,
    name: IDENTITY,
    inherited: { how: 'not-compared', because: 'it follows from the index of the parent' },
    method: { how: 'value', class: 'drift', label: 'method' },
    unique: { how: 'value', class: 'drift', label: 'UNIQUE', say: (value) => (value ? 'is unique' : 'is not unique') },
    keys: {
      how: 'own',
      class: 'drift',
      label: 'keys',
      rule: compareKeys,
      say: (keys) => `has keys (${sayKeys(keys)})`,
    },
    predicate: { how: 'text', place: 'index', class: 'drift', label: 'predicate' },
    options: { ...STORAGE_PARAMETERS, class: 'drift' },
    nullsNotDistinct: {
      how: 'value',
      class: 'unmanaged',
      label: 'NULLS NOT DISTINCT',
      say: (value) => (value ? 'treats NULLs as equal' : 'treats NULLs as distinct'),
      since: { major: 15, implied: () => false },
      behaves: true,
    },
    include: INCLUDE,
    tablespace: TABLESPACE,
    valid: {
      how: 'value',
      class: 'unmanaged',
      label: 'validity',
      say: (value) => (value ? 'is valid' : 'is invalid'),
      behaves: true,
    },
    statisticsTargets: {
      how: 'value',
      class: 'unmanaged',
      label: 'statistics targets',
      say: sayStatisticsTargets,
    },
    clustered: CLUSTERED,
  },
});

function compareKeys(from: Side<'index'>, to: Side<'index'>, judge: Judge): Ruling {
  if (isEqual(from.object.keys, to.object.keys)) return SAME;
  if (from.object.method === to.object.method) return judge.text('index', indexText(from), indexText(to), from, to);
  // The method is a difference of its own, and keys are printed with it.
  const printed = [from, to].map((side) => judge.deparsed('index', indexText(side), side));
  if (printed.includes(null)) return OPEN;
  const [a, b] = printed.map((text) => text?.replace(/^(USING )?\S+ /, ''));
  return a === b ? SAME : DIFFERS;
}

function structureOf(side: Side<'index'>, judge: Judge): string | null {
  const { object } = side;
  const keys = judge.deparsed('index', indexText(side), side);
  const predicate = object.predicate === null ? '' : judge.deparsed('index', object.predicate, side);
  return keys === null || predicate === null ? null : JSON.stringify([keys, predicate, object.unique]);
}

/** Everything after USING: what tells the judge's two kinds of index texts apart. */
function indexText({ object }: Side<'index'>): string {
  return `USING ${object.method} (${renderIndexKeys(object.keys)})`;
}

function sayKeys(keys: readonly IndexKey[]): string {
  return renderIndexKeys(keys);
}

function sayStatisticsTargets(targets: Readonly<Record<string, number>>): string {
  const own = Object.entries(targets).map(([key, target]) => `${target} for key ${key}`);
  return own.length === 0 ? 'has the default statistics targets' : `has statistics target ${sayList(own)}`;
}
