import { type Column, objectId } from '#app/catalog';
import { isOutside, isTenantRoot, wordsOf } from '#app/coverage';
import type { AuditContext } from './context.ts';
import { isActorColumn, reachOf } from './tenants.ts';

/** Words of what is drawn at random or given by the whole world's registries: the same value never comes twice anyway. */
const RANDOM = new Set(
  'token tokens hash secret nonce uuid guid ulid nanoid session jti fingerprint signature checksum key idempotency request correlation trace'.split(
    ' ',
  ),
);
const WORLDWIDE = new Set('domain hostname subdomain host url uri iban vin imei mac arn sid'.split(' '));

/**
 * Whether a unique key on these columns is rightly one over all tenants: something in it is random, worldwide or an outside
 * system's, or it points at a row that belongs to a tenant itself.
 */
export function isRightlyGlobal(context: AuditContext, columns: readonly Column[]): boolean {
  return columns.some((column) => isUnmistakable(column) || pointsAtOwned(context, column));
}

function isUnmistakable({ name, type, identity, default: value }: Column): boolean {
  if (type === 'uuid' || identity !== null || value?.startsWith('nextval(')) return true;
  if (/gen_random|uuid_generate|uuidv7|encode\(/.test(value ?? '')) return true;
  const words = wordsOf(name);
  if (words.some((word) => RANDOM.has(word) || WORLDWIDE.has(word))) return true;
  return isOutside(name) || /^((auth|external|provider)_(user_)?(id|uid)|auth_id|public_id)$/.test(words.join('_'));
}

/** A foreign key to a tenant's row carries the tenant along; one to the person who did it does not. */
function pointsAtOwned(context: AuditContext, { schema, table, name }: Column): boolean {
  if (isActorColumn(name)) return false;
  return context.lookup
    .childrenOf(schema, table)
    ['foreign-key'].some(
      ({ columns, references }) =>
        columns.length === 1 &&
        columns[0] === name &&
        (isTenantRoot(context.tenancy, references) || reachOf(context, references) !== null),
    );
}

/** Whether the table holds people as such: they sign in to all tenants alike. */
export function isUserTable(context: AuditContext, schema: string, table: string): boolean {
  const id = objectId('table', schema, table);
  return context.patterns.users(context.tenancy).some((user) => user.id === id);
}
