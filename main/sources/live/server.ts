import type { Server } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import { type ServerRow, serverQuery } from './queries/server.ts';
import type { ReadOnlySession } from './session.ts';

export const OLDEST_MAJOR = 13;

/** Speak PostgreSQL's protocol and have catalogs of its shape, but not its rules. */
const IMITATIONS = ['CockroachDB', 'Redshift', 'Materialize', 'QuestDB', 'CrateDB', 'RisingWave', 'Vertica'];

/**
 * Which server this is.
 * @throws {Failure} `server-too-old` or `not-postgresql`.
 */
export async function readServer(session: ReadOnlySession, label: string): Promise<Server> {
  const [row] = (await session.query(serverQuery.sql({ major: 0 }))) as unknown as readonly ServerRow[];
  if (!row) throw new Error('The server did not say which version it is');
  const imitation = IMITATIONS.find((name) => row.banner.includes(name));
  if (imitation) throw notPostgresql(label, imitation);
  const major = Math.floor(row.number / 10_000);
  if (major < OLDEST_MAJOR) throw tooOld(label, row.version);
  const flavour = /emscripten|wasm/i.test(row.banner) ? 'pglite' : 'postgresql';
  return { major, version: row.version.split(' ')[0] ?? row.version, flavour };
}

function tooOld(label: string, version: string): Failure {
  return new Failure({
    code: 'server-too-old',
    message: `${label} is PostgreSQL ${version}, and Raingauge reads PostgreSQL ${OLDEST_MAJOR} and newer.`,
    remedy: 'Upgrade the server, or compare with a copy of its schema on a newer one.',
  });
}

function notPostgresql(label: string, imitation: string): Failure {
  return new Failure({
    code: 'not-postgresql',
    message: `${label} is ${imitation}, which speaks PostgreSQL’s protocol but is not PostgreSQL.`,
    remedy: 'Name a PostgreSQL server.',
  });
}
