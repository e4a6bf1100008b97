import { type CatalogObject, type ObjectId, parseObjectId } from '#app/catalog';
import { matchesNames } from './names-filter.ts';
import type { RoleScope, Scope } from './scope.ts';

/** Why an object is not compared, as a person reads it; `null` where it is. */
export type ScopeFilter = (object: CatalogObject) => string | null;

export const NOT_MANAGED = 'in a schema that is not managed';
const FILTERED = 'left out by tablesFilter';
export const MIGRATIONS_TABLE = 'of Drizzle’s own table of migrations';
const ROLE = 'outside of entities.roles';

/** Roles that hosting providers own (drizzle-kit's `entities.roles.provider`). */
const PROVIDER_ROLES: Readonly<Record<string, readonly string[]>> = {
  supabase: ['anon', 'authenticated', 'service_role', 'postgres_role', 'supabase_auth_admin'],
  neon: ['authenticated', 'anonymous', 'neon_superuser', 'cloud_admin', 'zenith_admin', 'neon_service'],
};

export function createScopeFilter(scope: Scope): ScopeFilter {
  const isManaged = managedSchemas(scope);
  const matches = matchesNames(scope.tables);
  const own = scope.migrationsTable;

  function relation(schema: string, name: string): string | null {
    if (schema === own.schema && (name === own.table || name === `${own.table}_id_seq`)) return MIGRATIONS_TABLE;
    if (!isManaged(schema)) return NOT_MANAGED;
    return matches(name) ? null : FILTERED;
  }

  function inSchema(schema: string): string | null {
    return isManaged(schema) ? null : NOT_MANAGED;
  }

  function byId(id: ObjectId): string | null {
    const { kind, parts } = parseObjectId(id);
    const [schema = '', name = ''] = parts;
    if (kind === 'table' || kind === 'column' || kind === 'view' || kind === 'materialized-view') {
      return relation(schema, name);
    }
    if (kind === 'sequence' && schema === own.schema && name === `${own.table}_id_seq`) return MIGRATIONS_TABLE;
    return inSchema(schema);
  }

  return (object) => {
    if ('table' in object) return relation(object.schema, object.table);
    switch (object.kind) {
      case 'table':
      case 'view':
      case 'materialized-view':
        return relation(object.schema, object.name);
      case 'statistics':
        return relation(object.on.schema, object.on.name);
      case 'sequence':
        if (object.ownedBy) return relation(object.ownedBy.schema, object.ownedBy.table);
        return relation(object.schema, object.name) === MIGRATIONS_TABLE ? MIGRATIONS_TABLE : inSchema(object.schema);
      case 'schema':
        return object.name === own.schema && own.schema !== 'public' ? MIGRATIONS_TABLE : inSchema(object.name);
      case 'grant':
        return byId(object.on);
      case 'default-privilege':
        return object.schema === null ? null : inSchema(object.schema);
      case 'role':
        return isManagedRole(object.name, scope.roles) ? null : ROLE;
      case 'extension':
      case 'event-trigger':
      case 'publication':
        return null;
      default:
        return inSchema(object.schema);
    }
  };
}

/** Whether a schema is the project's. */
export function managedSchemas({ schemas, schemaGlobs }: Scope): (schema: string) => boolean {
  if (schemas === null) return () => true;
  const names = new Set(schemas);
  const matches = schemaGlobs ? matchesNames(schemaGlobs) : () => false;
  return (schema) => names.has(schema) || matches(schema);
}

function isManagedRole(name: string, roles: RoleScope): boolean {
  if (name.startsWith('pg_') || roles.exclude.includes(name)) return false;
  if (roles.include.length > 0) return roles.include.includes(name);
  if (roles.provider !== null && PROVIDER_ROLES[roles.provider]?.includes(name)) return false;
  return (roles.all || roles.provider !== null || roles.exclude.length > 0) && name !== 'postgres';
}
