import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { DEFERRABILITY } from './constraint.ts';
import { either, sayEnabled, sayList, sayName } from './say.ts';

const BEHAVIOUR = { how: 'value', class: 'unmanaged', behaves: true } as const;

export const triggerRules = defineKind({
  kind: 'trigger',
  noun: 'trigger',
  missing: 'unmanaged',
  behaves: true,
  attributes: {
    ...BASE_RULES,
    schema: IDENTITY,
    table: IDENTITY,
    name: IDENTITY,
    inherited: { how: 'not-compared', because: 'it follows from the trigger of the parent' },
    timing: { ...BEHAVIOUR, label: 'timing', say: (timing) => `fires ${timing.toUpperCase()}` },
    level: { ...BEHAVIOUR, label: 'level', say: (level) => `fires FOR EACH ${level.toUpperCase()}` },
    events: { ...BEHAVIOUR, label: 'events', say: (events) => `fires on ${sayList(events).toUpperCase()}` },
    updateOf: {
      ...BEHAVIOUR,
      label: 'UPDATE OF columns',
      say: (columns) => (columns.length === 0 ? 'fires for any column' : `fires for UPDATE OF ${sayList(columns)}`),
    },
    when: { how: 'text', place: 'trigger-when', class: 'unmanaged', label: 'condition', behaves: true },
    function: { ...BEHAVIOUR, label: 'function', say: (name) => `calls ${sayName(name)}` },
    arguments: { ...BEHAVIOUR, label: 'arguments' },
    oldTable: { ...BEHAVIOUR, label: 'OLD TABLE' },
    newTable: { ...BEHAVIOUR, label: 'NEW TABLE' },
    constraint: {
      ...BEHAVIOUR,
      label: 'CONSTRAINT',
      say: either('is a constraint trigger', 'is no constraint trigger'),
    },
    referencedTable: {
      ...BEHAVIOUR,
      label: 'FROM',
      say: (table) => (table ? `is FROM ${sayName(table)}` : 'is FROM no table'),
    },
    deferrability: DEFERRABILITY,
    enabled: { ...BEHAVIOUR, label: 'firing mode', say: sayEnabled },
  },
});
