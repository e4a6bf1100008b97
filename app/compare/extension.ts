import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';

export const extensionRules = defineKind({
  kind: 'extension',
  noun: 'extension',
  missing: 'unmanaged',
  attributes: {
    ...BASE_RULES,
    // CREATE EXTENSION writes this comment, in the words of the installed version.
    comment: { how: 'not-compared', because: 'the extension writes it' },
    name: IDENTITY,
    schema: { how: 'value', class: 'unmanaged', label: 'schema' },
    version: { how: 'value', class: 'unmanaged', label: 'version', nullIsUnknown: true, neverCounts: true },
  },
});
