import { UNWATCHED, type Work } from '#main/platform/work.ts';
import { type Address, resolveAddress } from './address/address.ts';
import { connectToAny, type LiveConnection } from './connect.ts';
import { type Row, type ShadowSession, shadowSession } from './session.ts';

/** Warnings that mean that GRANT or REVOKE did nothing (PostgreSQL's manual, "Error Codes"): no superuser is ever told so. */
const UNDONE: ReadonlySet<string> = new Set(['01006', '01007']);

/** A connection to a throw-away database on a real server. */
export interface ShadowConnection {
  readonly session: ShadowSession;
  /** Has the server stop what it does for this connection, and hangs up: whatever was asked fails. */
  abandon(): Promise<void>;
  /** Says good-bye. */
  close(): Promise<void>;
}

/**
 * Connects where SQL may be written. `as` takes the place of what the address says.
 * @throws {Failure} as a live connection does.
 */
export async function openShadowConnection(
  connection: LiveConnection,
  as: Partial<Pick<Address, 'database' | 'user' | 'password'>>,
  work: Work = UNWATCHED,
): Promise<ShadowConnection> {
  const { url, ssl = null, environment = process.env, source } = connection;
  const target = resolveAddress(url, { ssl, label: source.label, environment });
  const addresses = target.addresses.map((address) => ({ ...address, ...as }));
  const wire = await connectToAny({ ...target, addresses, sessionAttributes: 'any' }, connection, work);
  let undone: Error | null = null;
  wire.client.on('notice', (notice) => {
    if (UNDONE.has(notice.code ?? '')) undone ??= Object.assign(new Error(notice.message), { code: notice.code });
  });
  const session = shadowSession(async (sql) => {
    undone = null;
    // One result for one statement, an array for several: the types of pg know the first only.
    const result: unknown = await wire.client.query(sql);
    const results = (Array.isArray(result) ? result : [result]) as readonly { readonly rows: readonly Row[] }[];
    if (undone) throw undone;
    return results.map(({ rows }) => rows);
  });
  return {
    session,
    async abandon() {
      await wire.cancel();
      await wire.close();
    },
    close: () => wire.close(),
  };
}

/** Where a connection may lead, as `host:port`; the names of this machine count as one. */
export function placesOf({ url, ssl = null, environment = process.env, source }: LiveConnection): readonly string[] {
  const { addresses } = resolveAddress(url, { ssl, label: source.label, environment });
  return addresses.map(({ host, hostAddress, port }) => `${canonicalHost(hostAddress ?? host)}:${port}`);
}

function canonicalHost(host: string): string {
  const isLocal = host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host);
  return isLocal ? 'localhost' : host.toLowerCase();
}
