import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const eventTriggerRules = defineKind({
  kind: 'event-trigger',
  noun: 'event trigger',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    name: IDENTITY,
    event: { how: 'value', class: 'unmanaged', label: 'event' },
    tags: { how: 'value', class: 'unmanaged', label: 'tags' },
    function: { how: 'value', class: 'unmanaged', label: 'function' },
    enabled: { how: 'value', class: 'unmanaged', label: 'firing mode' },
  },
});
