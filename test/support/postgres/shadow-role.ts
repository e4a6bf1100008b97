import { randomBytes } from 'node:crypto';
import type { TestServer } from './servers.ts';

export interface ShadowRole {
  readonly name: string;
  /** The `postgres` database, as the role. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A role as a shadow on a real server wants it, or with other attributes. */
export async function createShadowRole(server: TestServer, attributes = 'CREATEDB CREATEROLE'): Promise<ShadowRole> {
  const name = `keeper_${randomBytes(4).toString('hex')}`;
  await server.execute(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${attributes}`);
  return {
    name,
    url: `postgres://${name}:secret@${server.host}:${server.port}/postgres`,
    drop: () => server.execute(`DROP ROLE ${name}`),
  };
}
