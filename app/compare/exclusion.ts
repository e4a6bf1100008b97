import { defineKind } from './attribute-rule.ts';
import { CONSTRAINT_RULES, DEFERRABILITY, INCLUDE, TABLESPACE } from './constraint.ts';
import { renderIndexKeys } from './index-keys.ts';
import { sayList } from './say.ts';
import { STORAGE_PARAMETERS } from './storage-parameters.ts';

export const exclusionRules = defineKind({
  kind: 'exclusion',
  noun: 'exclusion constraint',
  missing: 'unmanaged',
  behaves: true,
  attributes: {
    ...CONSTRAINT_RULES,
    method: { how: 'value', class: 'unmanaged', label: 'method', behaves: true },
    // Drizzle cannot write one: both texts were printed by a server.
    elements: {
      how: 'value',
      class: 'unmanaged',
      label: 'elements',
      say: (elements) =>
        `excludes (${sayList(elements.map((each) => `${renderIndexKeys([each])} WITH ${each.operator}`))})`,
      behaves: true,
    },
    predicate: { how: 'text', place: 'exclusion', class: 'unmanaged', label: 'predicate', behaves: true },
    include: INCLUDE,
    deferrability: DEFERRABILITY,
    options: STORAGE_PARAMETERS,
    tablespace: TABLESPACE,
  },
});
