import { quoteIdent, quoteQualified, type Rule } from '#app/catalog';
import { renderEnabledState } from './trigger.ts';
import { trimQuery } from './view.ts';

export function renderCreateRule(rule: Rule): string {
  return trimQuery(rule.definition);
}

export function renderRuleState(rule: Rule): string | null {
  const state = renderEnabledState(rule.enabled);
  return state === null
    ? null
    : `ALTER TABLE ${quoteQualified(rule.schema, rule.table)} ${state} RULE ${quoteIdent(rule.name)}`;
}
