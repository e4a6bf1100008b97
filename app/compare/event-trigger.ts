import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { sayEnabled, sayList, sayName } from './say.ts';

export const eventTriggerRules = defineKind({
  kind: 'event-trigger',
  noun: 'event trigger',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    name: IDENTITY,
    event: { how: 'value', class: 'unmanaged', label: 'event', say: (event) => `fires on ${event}` },
    tags: {
      how: 'value',
      class: 'unmanaged',
      label: 'tags',
      say: (tags) => `fires for ${sayList(tags) || 'every command'}`,
    },
    function: { how: 'value', class: 'unmanaged', label: 'function', say: (name) => `calls ${sayName(name)}` },
    enabled: { how: 'value', class: 'unmanaged', label: 'firing mode', say: sayEnabled },
  },
});
