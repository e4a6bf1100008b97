import { quoteIdent } from '#app/catalog';
import { renderEventTriggerState } from '#app/sql';
import { agreeBut, type KindSteps, REPLACE, statements } from '../alteration.ts';

export const eventTriggerSteps: KindSteps<'event-trigger'> = {
  drop: ({ name }) => `DROP EVENT TRIGGER ${quoteIdent(name)}`,
  alter: (from, to) =>
    agreeBut(from, to, 'enabled')
      ? statements(renderEventTriggerState(to) ?? `ALTER EVENT TRIGGER ${quoteIdent(to.name)} ENABLE`)
      : REPLACE,
};
