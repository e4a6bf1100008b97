import { quoteIdent, quoteQualified, type Trigger } from '#app/catalog';
import { renderTriggerState } from '#app/sql';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const triggerSteps: KindSteps<'trigger'> = {
  drop: ({ schema, table, name, inherited }) =>
    inherited ? null : `DROP TRIGGER ${quoteIdent(name)} ON ${quoteQualified(schema, table)}`,
  alter: (from, to) => (agreeBut(from, to, 'enabled') ? statements(renderState(to)) : REPLACE),
};

function renderState(trigger: Trigger): string {
  const { schema, table, name } = trigger;
  return (
    renderTriggerState(trigger) ??
    `ALTER TABLE ONLY ${quoteQualified(schema, table)} ENABLE TRIGGER ${quoteIdent(name)}`
  );
}
