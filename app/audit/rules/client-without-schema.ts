import { clientOption, ofClient, originOf, sayClient, USAGES } from '../facts/clients.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Clients that only run migrations need none, tests may do as they like, and options made elsewhere are not judged. */
export const clientWithoutSchema: Rule = {
  id: 'client-without-schema',
  title: 'drizzle() without the schema',
  severity: 'medium',
  dimension: 'integration',
  needs: USAGES,
  fix: ['code'],
  evaluate(context) {
    const clients = context.clients;
    if (clients === null) return { notEvaluated: 'The code was not searched for its clients.' };
    return clients.flatMap((client): readonly FindingDraft[] => {
      if (client.maker !== 'drizzle' || client.schema !== false || client.test || client.migratesOnly) return [];
      return [
        {
          ...ofClient(client, clients),
          message: `${sayClient(client)} makes a Drizzle client without the schema: db.query is empty, and nothing knows the tables’ relations.`,
          evidence: [{ text: client.text, origin: originOf(client) }],
          remedy: remedy({ title: 'Pass the schema to drizzle()', code: [clientOption(client, 'schema', 'schema')] }),
        },
      ];
    });
  },
};
