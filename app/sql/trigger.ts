import { quoteIdent, quoteQualified, type Trigger } from '#app/catalog';
import { renderDeferrability } from './deferrability.ts';
import { parenthesise } from './expression.ts';
import { renderColumnNames } from './index-kind.ts';
import { quoteLiteral } from './quote-literal.ts';

export type EnabledState = Trigger['enabled'];

export function renderCreateTrigger(trigger: Trigger): string {
  const name = quoteQualified(trigger.function.schema, trigger.function.name);
  const transition = [
    trigger.oldTable === null ? '' : ` OLD TABLE AS ${quoteIdent(trigger.oldTable)}`,
    trigger.newTable === null ? '' : ` NEW TABLE AS ${quoteIdent(trigger.newTable)}`,
  ].join('');
  const lines = [
    `CREATE ${trigger.constraint ? 'CONSTRAINT ' : ''}TRIGGER ${quoteIdent(trigger.name)}`,
    `${trigger.timing.toUpperCase()} ${renderEvents(trigger)} ON ${quoteQualified(trigger.schema, trigger.table)}`,
    trigger.referencedTable === null
      ? ''
      : `FROM ${quoteQualified(trigger.referencedTable.schema, trigger.referencedTable.name)}`,
    renderDeferrability(trigger.deferrability).trim(),
    transition === '' ? '' : `REFERENCING${transition}`,
    `FOR EACH ${trigger.level.toUpperCase()}`,
    trigger.when === null ? '' : `WHEN ${parenthesise(trigger.when)}`,
    `EXECUTE FUNCTION ${name}(${trigger.arguments.map(quoteLiteral).join(', ')})`,
  ];
  return lines.filter((line) => line !== '').join('\n  ');
}

/** Says when a trigger fires, where that is not the usual way; on this table alone, not on its partitions. */
export function renderTriggerState(trigger: Trigger): string | null {
  const state = renderEnabledState(trigger.enabled);
  if (state === null) return null;
  return `ALTER TABLE ONLY ${quoteQualified(trigger.schema, trigger.table)} ${state} TRIGGER ${quoteIdent(trigger.name)}`;
}

const STATES = {
  origin: null,
  always: 'ENABLE ALWAYS',
  replica: 'ENABLE REPLICA',
  disabled: 'DISABLE',
} satisfies Record<EnabledState, string | null>;

/** `null` for the state that a new trigger, rule or event trigger has. */
export function renderEnabledState(state: EnabledState): string | null {
  return STATES[state];
}

function renderEvents(trigger: Trigger): string {
  return trigger.events
    .map((event) =>
      event === 'update' && trigger.updateOf.length > 0
        ? `UPDATE OF ${renderColumnNames(trigger.updateOf)}`
        : event.toUpperCase(),
    )
    .join(' OR ');
}
