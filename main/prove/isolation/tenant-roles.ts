import { type Catalog, quoteIdent } from '#app/catalog';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { TENANTS, type TenantName } from './pinned.ts';
import type { ProbedRole } from './roles.ts';

/** Roles that stand for the tenants where policies compare rows with whoever is connected. */
const ROLES: Readonly<Record<TenantName, string>> = { a: 'raingauge_tenant_a', b: 'raingauge_tenant_b' };
const ASKS = /\b(current_user|current_role|session_user|user)\b/i;

/** Makes them, members of every role that is probed; nothing where no policy asks who is connected. */
export function tenantRoleStatements({ objects }: Catalog, probed: readonly ProbedRole[]): readonly string[] {
  const texts = [
    ...objects.policy.flatMap(({ using, check }) => [using ?? '', check ?? '']),
    ...objects.function.map(({ body }) => body),
    ...objects.view.map(({ definition }) => definition),
  ];
  if (!texts.some((text) => ASKS.test(text))) return [];
  return TENANTS.flatMap((tenant) => [
    `CREATE ROLE ${ROLES[tenant]}`,
    ...probed.map(({ name }) => `GRANT ${quoteIdent(name)} TO ${ROLES[tenant]}`),
  ]);
}

/** As they are called here, and as the server calls them; `null` where there are none. */
export async function tenantRolesIn(
  session: ScratchSession,
  { objects }: Catalog,
): Promise<{
  readonly roles: Readonly<Record<TenantName, string>>;
  readonly names: Readonly<Record<TenantName, string>>;
} | null> {
  if (!objects.role.some(({ name }) => name === ROLES.a)) return null;
  return { roles: ROLES, names: { a: await nameOf(session, ROLES.a), b: await nameOf(session, ROLES.b) } };
}

/** On a server with other work a role has a stand-in, whose name is kept from whoever reads: it is told in figures. */
async function nameOf(session: ScratchSession, role: string): Promise<string> {
  await session.query('BEGIN');
  try {
    await session.query(`SET LOCAL ROLE ${quoteIdent(role)}`);
    const [row] = await session.query(`SELECT encode(convert_to(current_user::text, 'UTF8'), 'hex') AS name`);
    return Buffer.from(String(row?.name), 'hex').toString('utf8');
  } finally {
    await session.query('ROLLBACK');
  }
}
