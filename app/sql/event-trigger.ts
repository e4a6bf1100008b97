import { type EventTrigger, quoteIdent, quoteQualified } from '#app/catalog';
import { quoteLiteral } from './quote-literal.ts';
import { renderEnabledState } from './trigger.ts';

export function renderCreateEventTrigger(trigger: EventTrigger): string {
  const tags = trigger.tags.length === 0 ? '' : ` WHEN TAG IN (${trigger.tags.map(quoteLiteral).join(', ')})`;
  return `CREATE EVENT TRIGGER ${quoteIdent(trigger.name)} ON ${quoteIdent(trigger.event)}${tags} EXECUTE FUNCTION ${quoteQualified(trigger.function.schema, trigger.function.name)}()`;
}

export function renderEventTriggerState(trigger: EventTrigger): string | null {
  const state = renderEnabledState(trigger.enabled);
  return state === null ? null : `ALTER EVENT TRIGGER ${quoteIdent(trigger.name)} ${state}`;
}
