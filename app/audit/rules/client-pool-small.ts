import type { Client, ProjectFacts } from '#app/usages';
import { ofClient, originOf, sayClient, USAGES } from '../facts/clients.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Connections that each short-lived process may keep before a database runs out of them. */
const MANY = 10;

/** pg closes what is idle after ten seconds by itself; postgres.js never does unless it is told to. */
export const clientPoolSmall: Rule = {
  id: 'client-pool-small',
  title: 'A pool whose connections run out',
  severity: 'low',
  dimension: 'integration',
  needs: USAGES,
  fix: [],
  evaluate(context) {
    const { clients, project } = context;
    if (clients === null) return { notEvaluated: 'The code was not searched for its clients.' };
    return clients.flatMap((client): readonly FindingDraft[] => {
      const why =
        client.test || client.maker === 'client' ? null : (manyInServerless(client, project) ?? neverIdle(client));
      if (why === null) return [];
      return [
        {
          ...ofClient(client, clients),
          message: `${sayClient(client)} ${why.says}`,
          evidence: [
            { text: client.text, origin: originOf(client) },
            ...(why.file === null
              ? []
              : [{ text: why.file.text, origin: { source: 'code' as const, file: why.file.name } }]),
          ],
        },
      ];
    });
  },
};

interface Why {
  readonly says: string;
  readonly file: { readonly name: string; readonly text: string } | null;
}

function manyInServerless({ options: { max } }: Client, project: ProjectFacts | null): Why | null {
  const serverless = project?.serverless;
  if (!serverless || max === undefined || max <= MANY) return null;
  return {
    says: `keeps up to ${max} connections in each process, and the project runs in short-lived ones: a burst of requests uses up the database’s.`,
    file: { name: serverless.file, text: `${serverless.file}: ${serverless.because}.` },
  };
}

/** A single connection is what migrations and scripts open: it closes with them. */
function neverIdle({ options: { max, idleTimeout }, opaque, maker, from, migratesOnly }: Client): Why | null {
  const closesByItself = maker === 'pool' || (maker === 'drizzle' && from !== 'drizzle-orm/postgres-js');
  const never = idleTimeout === 0 || (idleTimeout === undefined && !opaque && !closesByItself);
  if (max === undefined || max <= 1 || !never || migratesOnly) return null;
  return {
    says: `fixes its pool at ${max} connections and closes none that is idle: they stay open as long as the process does.`,
    file: null,
  };
}
