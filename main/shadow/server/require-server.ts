import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type LiveConnection, withLiveSession } from '#main/sources/live/connect.ts';
import { systemIdentifierQuery } from '#main/sources/live/queries/server.ts';
import type { ShadowSession } from '#main/sources/live/session.ts';
import { placesOf } from '#main/sources/live/shadow-connection.ts';

/** What the role that speaks to a shadow's server may do. */
export interface ServerFacts {
  readonly version: string;
  readonly major: number;
  readonly user: string;
  /** Where it may, every script gets a role of its own and stand-ins for those it names. */
  readonly mayCreateRoles: boolean;
}

/**
 * A shadow never shares a server with a database that is read: same host and port.
 * @throws {Failure} `shadow-failed`
 */
export function requireOtherPlace(shadow: LiveConnection, others: readonly LiveConnection[]): void {
  const own = new Set(placesOf(shadow));
  for (const other of others) {
    let places: readonly string[];
    try {
      places = placesOf(other);
    } catch {
      // An address that cannot be understood cannot be read either, and says so itself.
      continue;
    }
    const shared = places.find((place) => own.has(place));
    if (shared !== undefined) throw sharedServer(other, `both are at ${shared}`);
  }
}

/**
 * The same by the identity that `initdb` gave the server, where it and the other may be asked: a tunnel or another name
 * leads to the same place.
 */
export async function requireOtherServer(
  session: ShadowSession,
  others: readonly LiveConnection[],
  work: Work,
): Promise<void> {
  const sql = systemIdentifierQuery.sql({ major: 0 });
  const own = await session.query(sql).then(
    ([row]) => row?.identifier,
    () => undefined,
  );
  if (own === undefined) return;
  const answers = await Promise.all(
    others.map((other) =>
      withLiveSession({ ...other, connectMilliseconds: 3_000 }, { work, log: () => {} }, (live) =>
        live.query(sql),
      ).then(
        ([row]) => row?.identifier,
        () => undefined,
      ),
    ),
  );
  work.signal.throwIfAborted();
  const same = others[answers.indexOf(own)];
  if (same) throw sharedServer(same, 'both have the same system identifier');
}

function sharedServer({ source }: LiveConnection, why: string): Failure {
  return new Failure({
    code: 'shadow-failed',
    message: `The shadow’s server is the one of "${source.label}": ${why}.`,
    remedy: 'Name another server under "shadow" in raingauge.config.json: Raingauge writes on it.',
  });
}

/** Roles by which SQL reaches out of its database, or at others' work. */
const DANGEROUS = [
  ...['pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_signal_backend'],
  ...['pg_create_subscription', 'pg_write_all_data'],
];

const ROLE_QUERY = `SELECT current_user::text AS user, rolsuper AS superuser, rolcreatedb AS "createDb",
  rolcreaterole AS "createRole", rolreplication AS replication,
  split_part(current_setting('server_version'), ' ', 1) AS version,
  current_setting('server_version_num')::int / 10000 AS major,
  (SELECT string_agg(quote_ident(other.rolname), ', ' ORDER BY other.rolname) FROM pg_catalog.pg_roles other
    WHERE other.oid <> own.oid AND pg_catalog.pg_has_role(own.oid, other.oid, 'MEMBER')
      AND (other.rolsuper OR other.rolreplication
        OR other.rolname IN (${DANGEROUS.map((name) => `'${name}'`).join(', ')}))) AS dangerous
FROM pg_catalog.pg_roles own WHERE rolname = current_user`;

/**
 * Scripts that nobody has read run with this role's rights or less: it may make databases and nothing that reaches out.
 * @throws {Failure} `shadow-failed`, naming what it has too much or too little.
 */
export async function requireHarmlessRole(session: ShadowSession): Promise<ServerFacts> {
  const [row] = await session.query(ROLE_QUERY);
  const { user, superuser, createDb, createRole, replication, version, major, dangerous } = (row ?? {}) as Record<
    string,
    unknown
  >;
  const wrong = [
    ...(superuser === true ? ['is a superuser'] : []),
    ...(superuser !== true && replication === true ? ['has REPLICATION'] : []),
    ...(superuser !== true && typeof dangerous === 'string' ? [`is a member of ${dangerous}`] : []),
    ...(createDb === true ? [] : ['has no CREATEDB']),
  ];
  if (wrong.length === 0) {
    return { version: String(version), major: Number(major), user: String(user), mayCreateRoles: createRole === true };
  }
  throw new Failure({
    code: 'shadow-failed',
    message: `The shadow’s server is not used as ${String(user)}, which ${wrong.join(' and ')}.`,
    remedy: 'Use a role made with CREATE ROLE … LOGIN CREATEDB CREATEROLE that is a member of no other role.',
  });
}
