import { comparePrinted } from './across-majors.ts';
import { BASE_RULES, defineKind, IDENTITY } from './attribute-rule.ts';
import { sayEnabled } from './say.ts';

/** Rewrite rules: PostgreSQL's own kind of that name. How attributes are compared stands in attribute-rule.ts. */
export const ruleRules = defineKind({
  kind: 'rule',
  noun: 'rule',
  missing: 'unmanaged',
  behaves: true,
  attributes: {
    ...BASE_RULES,
    schema: IDENTITY,
    table: IDENTITY,
    name: IDENTITY,
    definition: {
      how: 'own',
      class: 'unmanaged',
      label: 'definition',
      rule: (from, to) => comparePrinted(from.object.definition, to.object.definition, [from, to]),
      behaves: true,
    },
    enabled: { how: 'value', class: 'unmanaged', label: 'firing mode', say: sayEnabled, behaves: true },
  },
});
