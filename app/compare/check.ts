import { defineKind } from './attribute-rule.ts';
import { CONSTRAINT_RULES, ENFORCED, VALIDATED } from './constraint.ts';
import { isGeneratedCheckName } from './generated-name.ts';
import { either } from './say.ts';

export const checkRules = defineKind({
  kind: 'check',
  noun: 'check',
  missing: 'drift',
  matchKey: (side, judge) => judge.deparsed('check', side.object.expression, side),
  isGeneratedName: isGeneratedCheckName,
  attributes: {
    ...CONSTRAINT_RULES,
    expression: { how: 'text', place: 'check', class: 'drift', label: 'expression' },
    noInherit: {
      how: 'value',
      class: 'unmanaged',
      label: 'NO INHERIT',
      say: either('is NO INHERIT', 'is inherited by children'),
      behaves: true,
    },
    validated: VALIDATED,
    enforced: ENFORCED,
  },
});
