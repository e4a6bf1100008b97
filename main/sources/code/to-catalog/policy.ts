import {
  type ObjectId,
  type Origin,
  objectId,
  type PolicyCommand,
  type Problem,
  truncateIdentifier,
} from '#app/catalog';
import type { LinkedPolicyValues, PolicyValues } from '../inside/values.ts';
import { note } from '../problems.ts';
import { type OwnerTable, partOf } from './constraint.ts';
import { type Build, claim, identifier } from './context.ts';
import { withNamesCutIn } from './expression.ts';

export function addPolicies(build: Build, table: OwnerTable): void {
  for (const policy of table.values.policies) {
    const origin = build.places.partOrigin(table.values.exports, partOf(table, 'policy', policy.name, []));
    addPolicy(build, policy, table.schema, table.name, origin);
  }
}

/**
 * A policy that stands by itself in the code. It switches row security on at its table where that is known. One that
 * tables list beside their columns was added with each of them.
 */
export function addLinkedPolicy(build: Build, policy: LinkedPolicyValues): void {
  const origin = build.places.objectOrigin(policy.exports);
  if (!policy.table) {
    if (build.objects.policy.some(({ name }) => name === truncateIdentifier(policy.name))) return;
    build.problems.push(
      note('policy-not-linked', `The policy ${policy.name} belongs to no table, so drizzle-kit leaves it out.`, {
        remedy: 'Add it to a table, or link it with .link(table).',
        origin,
      }),
    );
    return;
  }
  addPolicy(build, policy, policy.table.schema ?? 'public', truncateIdentifier(policy.table.name), origin);
}

/** Words that stand for whoever runs the statement. */
const SESSION_ROLES = new Set(['current_user', 'current_role', 'session_user']);

function sessionRole(policy: string, table: string, role: string, object: ObjectId, origin: Origin): Problem {
  return note(
    'policy-role-of-session',
    `The policy ${policy} of ${table} is for ${role}: whoever runs the migration.`,
    {
      remedy: 'Name the role, so that every database gets the same policy.',
      object,
      origin,
    },
  );
}

const COMMANDS: readonly PolicyCommand[] = ['all', 'select', 'insert', 'update', 'delete'];

function addPolicy(build: Build, policy: PolicyValues, schema: string, table: string, origin: Origin): void {
  const name = identifier(
    build,
    policy.name,
    `policy of ${table}`,
    (kept) => objectId('policy', schema, table, kept),
    origin,
  );
  const id = objectId('policy', schema, table, name);
  if (!claim(build, id, origin)) return;
  for (const role of policy.to)
    if (SESSION_ROLES.has(role)) build.problems.push(sessionRole(name, table, role, id, origin));
  build.objects.policy.push({
    kind: 'policy',
    id,
    comment: null,
    origins: [origin],
    schema,
    table,
    name,
    permissive: policy.as?.toLowerCase() !== 'restrictive',
    command: COMMANDS.find((command) => command === policy.for?.toLowerCase()) ?? 'all',
    // PostgreSQL leaves out every other role beside PUBLIC.
    roles: policy.to.length === 0 || policy.to.includes('public') ? ['public'] : [...new Set(policy.to)].sort(),
    using: withNamesCutIn(policy.using),
    check: withNamesCutIn(policy.withCheck),
  });
}
