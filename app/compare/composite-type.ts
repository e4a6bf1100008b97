import { canonicalType } from '#app/sql';
import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';

export const compositeTypeRules = defineKind({
  kind: 'composite-type',
  noun: 'composite type',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    attributes: {
      how: 'value',
      class: 'unmanaged',
      label: 'attributes',
      behaves: true,
      normalize: (attributes) => attributes.map((each) => ({ ...each, type: canonicalType(each.type) })),
    },
  },
});
