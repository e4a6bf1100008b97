import { canonicalType } from '#app/sql';
import { defineKind, IDENTITY, OWNED_RULES } from './attribute-rule.ts';
import { orDefault } from './say.ts';

export const rangeTypeRules = defineKind({
  kind: 'range-type',
  noun: 'range type',
  missing: 'unmanaged',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    subtype: { how: 'value', class: 'unmanaged', label: 'subtype', behaves: true, normalize: canonicalType },
    operatorClass: {
      how: 'value',
      class: 'unmanaged',
      label: 'operator class',
      say: orDefault('operator class'),
      behaves: true,
    },
    collation: {
      how: 'value',
      class: 'unmanaged',
      label: 'collation',
      say: orDefault('collation'),
      behaves: true,
    },
    canonical: { how: 'value', class: 'unmanaged', label: 'canonical function', behaves: true },
    subtypeDiff: { how: 'value', class: 'unmanaged', label: 'difference function' },
    multirange: {
      how: 'value',
      class: 'unmanaged',
      label: 'multirange',
      since: { major: 14, implied: () => null },
    },
  },
});
