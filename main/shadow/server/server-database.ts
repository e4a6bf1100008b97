import { randomBytes } from 'node:crypto';
import { messageOf } from '#main/platform/failure.ts';
import type { ShadowSession } from '#main/sources/live/session.ts';

/** How everything that a shadow makes on a server is named: `raingauge_shadow_` and twelve hexadecimal digits. */
const PREFIX = 'raingauge_shadow_';
const DAY = 24 * 60 * 60 * 1000;

/** A database of ours on a real server, with the role that owns it and speaks in it, if there is one. */
export interface ServerDatabase {
  readonly name: string;
  readonly owner: { readonly name: string; readonly password: string } | null;
}

/** The time stands in the comment, so that what a crash has left can be told from what is in use. */
export function commentFor(now: Date): string {
  return `Throw-away, made by Raingauge at ${now.toISOString()}`;
}

/** Makes a database, owned by a role that may do nothing outside of it where roles may be made. */
export async function createServerDatabase(
  admin: ShadowSession,
  mayCreateRoles: boolean,
  now = new Date(),
): Promise<ServerDatabase> {
  const name = `${PREFIX}${randomBytes(6).toString('hex')}`;
  const comment = commentFor(now);
  if (!mayCreateRoles) {
    await admin.exec(`CREATE DATABASE ${name} TEMPLATE template0`);
    await admin.exec(`COMMENT ON DATABASE ${name} IS '${comment}'`);
    return { name, owner: null };
  }
  const password = randomBytes(24).toString('hex');
  const until = new Date(now.getTime() + DAY).toISOString();
  await admin.exec(`CREATE ROLE ${name} LOGIN PASSWORD '${password}' VALID UNTIL '${until}'`);
  await admin.exec(`COMMENT ON ROLE ${name} IS '${comment}'; GRANT ${name} TO CURRENT_USER`);
  await admin.exec(`CREATE DATABASE ${name} TEMPLATE template0 OWNER ${name}`);
  await admin.exec(`COMMENT ON DATABASE ${name} IS '${comment}'; REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  return { name, owner: { name, password } };
}

/** Drops a database and every role that was made for it. */
export async function dropServerDatabase(admin: ShadowSession, { name }: ServerDatabase): Promise<void> {
  await admin.exec(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await dropRoles(admin, name);
}

async function dropRoles(admin: ShadowSession, name: string): Promise<void> {
  const rows = await admin.query(`SELECT rolname FROM pg_catalog.pg_roles WHERE rolname ~ '^${name}(_r\\d+)?$'`);
  for (const { rolname } of rows) await admin.exec(`DROP ROLE IF EXISTS ${String(rolname)}`);
}

/**
 * Drops what runs that crashed have left for more than a day; what somebody is connected to stays. `said` hears of each.
 */
export async function dropLeftovers(
  admin: ShadowSession,
  said: (message: string) => void,
  now = new Date(),
): Promise<void> {
  const found = await admin.query(`SELECT datname AS name, shobj_description(oid, 'pg_database') AS comment
      FROM pg_catalog.pg_database WHERE datname ~ '^${PREFIX}[0-9a-f]{12}$'
    UNION
    SELECT rolname, shobj_description(oid, 'pg_authid') FROM pg_catalog.pg_roles r
      WHERE rolname ~ '^${PREFIX}[0-9a-f]{12}$'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_database d WHERE d.datname = r.rolname)`);
  for (const { name, comment } of found) {
    const made = /^Throw-away, made by Raingauge at (\S+)$/.exec(String(comment))?.[1];
    if (made === undefined || !(now.getTime() - Date.parse(made) > DAY)) continue;
    try {
      await admin.exec(`DROP DATABASE IF EXISTS ${String(name)}`);
      await dropRoles(admin, String(name));
      said(`Dropped ${String(name)} on the shadow's server, left behind since ${made}.`);
    } catch (error) {
      said(
        `${String(name)} on the shadow's server, left behind since ${made}, could not be dropped: ${messageOf(error)}`,
      );
    }
  }
}
