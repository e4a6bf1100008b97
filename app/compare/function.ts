import type { Routine } from '#app/catalog';
import { scanSql } from '#app/sql';
import { comparePrinted } from './across-majors.ts';
import { DIFFERS, defineKind, IDENTITY, OWNED_RULES, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { either } from './say.ts';

export const functionRules = defineKind({
  kind: 'function',
  noun: 'function',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    identityArguments: IDENTITY,
    routine: {
      how: 'value',
      class: 'unmanaged',
      label: 'kind of routine',
      say: (routine) => `is ${routine === 'aggregate' ? 'an' : 'a'} ${sayRoutine(routine)}`,
    },
    arguments: {
      how: 'own',
      class: 'unmanaged',
      label: 'arguments',
      rule: (from, to) => comparePrinted(argumentsOf(from), argumentsOf(to), [from, to]),
    },
    returns: { how: 'value', class: 'unmanaged', label: 'result', say: (type) => `returns ${type ?? 'nothing'}` },
    language: { how: 'value', class: 'unmanaged', label: 'language' },
    body: { how: 'own', class: 'unmanaged', label: 'body', rule: compareBodies },
    sqlBody: {
      how: 'value',
      class: 'unmanaged',
      label: 'SQL-standard body',
      say: either('has a SQL-standard body', 'has its body as a string'),
    },
    library: { how: 'value', class: 'unmanaged', label: 'library' },
    volatility: { how: 'value', class: 'unmanaged', label: 'volatility', say: (value) => `is ${value.toUpperCase()}` },
    strict: { how: 'value', class: 'unmanaged', label: 'STRICT', say: either('is STRICT', 'is not STRICT') },
    securityDefiner: {
      how: 'value',
      class: 'unmanaged',
      label: 'security',
      say: (value) => (value ? 'runs with its owner’s rights' : 'runs with its caller’s rights'),
      behaves: true,
    },
    leakproof: {
      how: 'value',
      class: 'unmanaged',
      label: 'LEAKPROOF',
      say: either('is LEAKPROOF', 'is not LEAKPROOF'),
    },
    parallel: {
      how: 'value',
      class: 'unmanaged',
      label: 'PARALLEL',
      say: (value) => `is PARALLEL ${value.toUpperCase()}`,
    },
    cost: { how: 'value', class: 'unmanaged', label: 'COST' },
    rows: { how: 'value', class: 'unmanaged', label: 'ROWS' },
    support: { how: 'value', class: 'unmanaged', label: 'SUPPORT' },
    transforms: { how: 'value', class: 'unmanaged', label: 'TRANSFORM' },
    config: { how: 'value', class: 'unmanaged', label: 'settings' },
  },
});

/** Since 14 servers print IN before the arguments of a procedure: what an argument is without a word. */
function argumentsOf({ object }: Side<'function'>): string {
  const { routine, arguments: printed } = object;
  if (routine !== 'procedure' || !printed.includes('IN ')) return printed;
  const tokens = scanSql(printed);
  const modes = tokens.filter(({ type, text }, at) => {
    const before = tokens[at - 1]?.text;
    return type === 'word' && text === 'in' && (before === undefined || before === ',');
  });
  return modes.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end + 1), printed);
}

/** A body that is a string is nobody's to print. */
function compareBodies(from: Side<'function'>, to: Side<'function'>): Ruling {
  if (from.object.sqlBody && to.object.sqlBody) return comparePrinted(from.object.body, to.object.body, [from, to]);
  return from.object.body === to.object.body ? SAME : DIFFERS;
}

function sayRoutine(routine: Routine['routine']): string {
  return routine === 'window' ? 'window function' : routine;
}
