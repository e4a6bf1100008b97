import { type CatalogObject, parseObjectId } from '#app/catalog';
import { matchesNames, type RoleScope } from '#app/compare';
import type { KitLine } from './kit-line.ts';

/** What of drizzle.config decides what `push` looks at; `schemaFilter: null` where it does not say. */
export interface PushFilters {
  readonly schemaFilter: readonly string[] | null;
  readonly tablesFilter: readonly string[];
  readonly roles: RoleScope;
}

/** Why `push` does not look at an object of the database, in a sentence; `null` where it does. */
export function createPushScope({ schemaFilter, tablesFilter, roles }: PushFilters, line: KitLine) {
  const isLookedAt = schemasOfPush(schemaFilter ?? [], line);
  const matches = matchesNames(tablesFilter);

  function relation(schema: string, name: string): string | null {
    return inSchema(schema) ?? (matches(name) ? null : 'push leaves it out: tablesFilter does not match it.');
  }

  function inSchema(schema: string): string | null {
    if (isLookedAt(schema)) return null;
    return schemaFilter === null
      ? `push of the ${line.name} line looks at schema public alone where schemaFilter does not say otherwise.`
      : 'push leaves it out: schemaFilter does not name its schema.';
  }

  return (object: CatalogObject): string | null => {
    if ('table' in object) return relation(object.schema, object.table);
    switch (object.kind) {
      case 'table':
        // Before 0.26 everything counts that information_schema.tables lists.
        if (!line.knows.views) return relation(object.schema, object.name);
        if (!line.isOne && object.partitionKey !== null)
          return `drizzle-kit ${line.name} does not see partitioned tables.`;
        return object.foreign === null
          ? relation(object.schema, object.name)
          : 'drizzle-kit does not see foreign tables.';
      case 'view':
      case 'materialized-view':
        return relation(object.schema, object.name);
      case 'schema':
        return inSchema(object.name);
      case 'role':
        return isManaged(object.name, roles, line) ? null : 'push looks at the roles only that entities.roles names.';
      case 'grant':
        return inSchema(parseObjectId(object.on).parts[0] ?? '');
      default:
        return 'schema' in object && object.schema !== null ? inSchema(object.schema) : null;
    }
  };
}

/** 0.x takes names as they are and `public` without any, 1.0 globs and everything. */
function schemasOfPush(filter: readonly string[], { isOne }: KitLine): (schema: string) => boolean {
  if (isOne) return matchesNames(filter);
  const names = filter.length > 0 ? filter : ['public'];
  return (schema) => names.includes(schema);
}

/** Roles that 1.0 leaves to the provider; source: drizzle-kit 1.0.0-rc.5 and 0.31.11, `prepareRoles`. */
const PROVIDER_ROLES: Readonly<Record<string, readonly string[]>> = {
  supabase: [
    'anon',
    'authenticator',
    'authenticated',
    'service_role',
    'supabase_auth_admin',
    'supabase_storage_admin',
    'dashboard_user',
    'supabase_admin',
  ],
  neon: ['authenticated', 'anonymous', 'neon_superuser', 'cloud_admin', 'zenith_admin', 'neon_service'],
};

/** 0.x goes by `true` and `include` alone; 1.0 takes `exclude` and `provider` for all the others. */
function isManaged(name: string, roles: RoleScope, { isOne }: KitLine): boolean {
  if (roles.exclude.includes(name) || PROVIDER_ROLES[roles.provider ?? '']?.includes(name)) return false;
  if (roles.include.length > 0) return roles.include.includes(name);
  const isCut = roles.exclude.length > 0 || roles.provider !== null;
  return isCut ? isOne : roles.all;
}
