import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { DEFERRABILITY } from './constraint.ts';

const behaviour = (label: string) => ({ how: 'value', class: 'unmanaged', label, behaves: true }) as const;

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
    timing: behaviour('timing'),
    level: behaviour('level'),
    events: behaviour('events'),
    updateOf: behaviour('UPDATE OF columns'),
    when: { how: 'text', place: 'trigger-when', class: 'unmanaged', label: 'condition', behaves: true },
    function: behaviour('function'),
    arguments: behaviour('arguments'),
    oldTable: behaviour('OLD TABLE'),
    newTable: behaviour('NEW TABLE'),
    constraint: behaviour('CONSTRAINT'),
    referencedTable: behaviour('FROM'),
    deferrability: DEFERRABILITY,
    enabled: behaviour('firing mode'),
  },
});
