import { compareText, type Extension, objectId, type Role, type Schema } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { Names } from './names.ts';

/** What `initdb` says of schema `public` of every new database: nobody's comment. */
const STANDARD_COMMENT = 'standard public schema';

export function assembleSchemas(rows: CatalogRows, names: Names): Schema[] {
  return rows.schemas.flatMap((row): Schema[] => {
    const id = objectId('schema', row.name);
    if (names.ofExtension('pg_namespace', row.oid, id)) return [];
    const comment = names.comment('pg_namespace', row.oid);
    const base = names.base(id, row.name === 'public' && comment === STANDARD_COMMENT ? null : comment);
    return [{ kind: 'schema', ...base, owner: names.role(row.owner), name: row.name }];
  });
}

export function assembleExtensions(rows: CatalogRows, names: Names): Extension[] {
  return rows.extensions.map((row) => ({
    kind: 'extension',
    ...names.base(objectId('extension', row.name), names.comment('pg_extension', row.oid)),
    name: row.name,
    schema: row.schema,
    version: row.version,
  }));
}

/** Without the server's own roles, whose names begin with `pg_`. */
export function assembleRoles(rows: CatalogRows, names: Names): Role[] {
  const byOid = new Map(rows.roles.map((row) => [row.oid, row]));
  return rows.roles
    .filter((row) => !row.name.startsWith('pg_'))
    .map((row) => ({
      kind: 'role',
      ...names.base(objectId('role', row.name), names.comment('pg_authid', row.oid)),
      name: row.name,
      superuser: row.superuser,
      createDb: row.create_db,
      createRole: row.create_role,
      inherit: row.inherit,
      login: row.login,
      replication: row.replication,
      bypassRls: row.bypass_rls,
      connectionLimit: row.connection_limit,
      validUntil: row.valid_until,
      config: [...(row.config ?? [])].sort(compareText),
      memberOf: rows.memberships
        .filter((membership) => membership.member === row.oid)
        .map((membership) => ({
          role: names.role(membership.role),
          admin: membership.admin,
          inherit: membership.inherit ?? byOid.get(membership.member)?.inherit ?? true,
          set: membership.set ?? true,
        }))
        .sort((a, b) => compareText(a.role, b.role)),
    }));
}
