import { clientOption, ofClient, originOf, sayClient, USAGES } from '../facts/clients.ts';
import { remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/**
 * postgres.js names its prepared statements; pg prepares only what is given a name. Poolers that keep prepared statements, and
 * addresses that nobody knows, are no finding.
 */
export const clientPrepareOnPooler: Rule = {
  id: 'client-prepare-on-pooler',
  title: 'Prepared statements through a pooler in transaction mode',
  severity: 'high',
  dimension: 'integration',
  needs: USAGES,
  fix: ['code'],
  evaluate(context) {
    const clients = context.clients;
    if (clients === null) return { notEvaluated: 'The code was not searched for its clients.' };
    return clients.flatMap((client): readonly FindingDraft[] => {
      const { address, options, opaque, test } = client;
      const isPostgresJs = client.maker === 'postgres' || client.from === 'drizzle-orm/postgres-js';
      if (!isPostgresJs || test || opaque || options.prepare === false || !address?.transactionPooler) return [];
      const where = address.variable === null ? 'its address' : `${address.variable} in ${address.file}`;
      return [
        {
          ...ofClient(client, clients),
          message: `${sayClient(client)} connects through ${address.because} and does not say prepare: false: a statement is prepared on one connection and run on another, which fails.`,
          evidence: [
            { text: client.text, origin: originOf(client) },
            {
              text: `A transaction pooler, by ${where}: ${address.because}.`,
              origin: { source: 'code', file: address.file, line: address.line },
            },
          ],
          remedy: remedy({ title: 'Say prepare: false', code: [clientOption(client, 'prepare', 'false')] }),
        },
      ];
    });
  },
};
