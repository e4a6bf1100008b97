import { objectId } from '#app/catalog';
import type { RoleValues } from '../inside/values.ts';
import { type Build, claim, identifier } from './context.ts';

/** What `pgRole` cannot say is CREATE ROLE's default. */
export function addRole(build: Build, values: RoleValues): void {
  const origin = build.places.objectOrigin(values.exports);
  const name = identifier(build, values.name, 'role', (kept) => objectId('role', kept), origin);
  const id = objectId('role', name);
  if (!claim(build, id, origin)) return;
  build.objects.role.push({
    kind: 'role',
    id,
    comment: null,
    origins: [origin],
    name,
    superuser: false,
    createDb: values.createDb,
    createRole: values.createRole,
    inherit: values.inherit,
    login: false,
    replication: false,
    bypassRls: false,
    connectionLimit: -1,
    validUntil: null,
    config: [],
    memberOf: [],
  });
}
