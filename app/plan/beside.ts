import {
  type Catalog,
  type CatalogObject,
  type Index,
  KINDS,
  lookupOf,
  type ObjectId,
  objectId,
  quoteIdent,
  quoteQualified,
  type Role,
} from '#app/catalog';
import { quoteLiteral, renderEnsureRole, renderMemberships, renderOwner, type Statement } from '#app/sql';
import { agreeBut } from './alteration.ts';
import { renderRoleChanges } from './steps/role.ts';

/** What belongs to the cluster as much as to the database: it is planned where somebody asks for it. */
export interface BesideOptions {
  readonly owners?: boolean | undefined;
  readonly roles?: boolean | undefined;
}

export interface BesideInput extends BesideOptions {
  /** As the two sources say it, not as a server that was built from them does: there every index is valid, and all has one owner. */
  readonly from: Catalog;
  readonly to: Catalog;
  /** What the rest of the plan makes, anew or for the first time: it belongs to whoever runs that. */
  readonly made: ReadonlySet<ObjectId>;
}

/** What is said of a database that building it elsewhere does not bring about. */
export interface BesidePlan {
  /** Before the rest: roles and versions that it may need. */
  readonly first: readonly Statement[];
  /** Once the rest is as it shall be. Owners change last: whoever runs it may lose the right to change what follows. */
  readonly last: readonly Statement[];
  /** Whom objects belong to afterwards. */
  readonly owners: ReadonlyMap<ObjectId, string>;
  /** As they are afterwards; `null` for those that go. */
  readonly roles: ReadonlyMap<ObjectId, Role | null>;
}

export function planBeside({ from, to, made, owners, roles }: BesideInput): BesidePlan {
  const owned = owners ? ownersAfter(from, to, made) : [];
  const { first, last, after } = roles ? planRoles(from, to) : NO_ROLES;
  return {
    first: [...first, ...renderVersions(from, to)],
    last: [
      ...renderReindexes(from, to, made),
      ...owned.flatMap((object) => {
        const sql = renderOwner(object);
        return sql === null ? [] : [{ sql, object: object.id }];
      }),
      ...last,
    ],
    owners: new Map(owned.map((object) => [object.id, object.owner])),
    roles: after,
  };
}

type Owned = CatalogObject & { readonly owner: string };

/** What is made anew goes back to its owner, where the target does not name another. */
function ownersAfter(from: Catalog, to: Catalog, made: ReadonlySet<ObjectId>): readonly Owned[] {
  const before = lookupOf(from);
  return KINDS.flatMap((kind): readonly CatalogObject[] => to.objects[kind]).flatMap((object) => {
    if (!('owner' in object)) return [];
    const old = ownerOf(before.find(object.id));
    const owner = object.owner ?? (made.has(object.id) ? old : null);
    if (owner === null || (owner === old && !made.has(object.id))) return [];
    const owned = { ...object, owner } as Owned;
    return renderOwner(owned) === null ? [] : [owned];
  });
}

function ownerOf(object: CatalogObject | undefined): string | null {
  return object && 'owner' in object ? object.owner : null;
}

/** Who built it owns what nobody is said to own: of what the embedded PostgreSQL built, that is its superuser. */
const BUILDER = 'postgres';

/** A catalog with the owners that its source names. */
export function withSaidOwners(catalog: Catalog): Catalog {
  if (catalog.server?.flavour !== 'pglite') return catalog;
  const said = (object: CatalogObject) =>
    'owner' in object && object.owner === BUILDER ? { ...object, owner: null } : object;
  const objects = Object.fromEntries(
    KINDS.map((kind) => [kind, (catalog.objects[kind] as readonly CatalogObject[]).map(said)]),
  );
  return { ...catalog, objects: objects as unknown as Catalog['objects'] };
}

const NO_ROLES = { first: [], last: [], after: new Map<ObjectId, Role | null>() };

/** Superusers are no matter of a migration, nor are the roles that every cluster has. */
export function plannedRoles({ objects }: Catalog): readonly Role[] {
  return objects.role.filter(({ name, superuser }) => !superuser && !name.startsWith('pg_'));
}

/** A role that goes is dropped once nothing of this database is its own any more. */
function planRoles(from: Catalog, to: Catalog) {
  const [before, after] = [from, to].map((catalog) => new Map(plannedRoles(catalog).map((role) => [role.id, role])));
  const first: Statement[] = [];
  const last: Statement[] = [];
  const reached = new Map<ObjectId, Role | null>();
  for (const role of after?.values() ?? []) {
    const old = before?.get(role.id);
    if (old && agreeBut(old, role)) continue;
    reached.set(role.id, role);
    const sql = old ? renderRoleChanges(old, role) : [renderEnsureRole(role)];
    first.push(...sql.map((one) => ({ sql: one, object: role.id })));
  }
  // All roles are there before one of them is a member of another.
  for (const role of after?.values() ?? [])
    if (!before?.has(role.id)) first.push(...renderMemberships(role).map((sql) => ({ sql, object: role.id })));
  for (const role of before?.values() ?? []) {
    if (after?.has(role.id)) continue;
    reached.set(role.id, null);
    last.push({ sql: `DROP ROLE ${quoteIdent(role.name)}`, object: role.id });
  }
  return { first, last, after: reached };
}

/** `null` on either side is a version that the source does not say. */
function renderVersions(from: Catalog, to: Catalog): readonly Statement[] {
  const before = lookupOf(from);
  return to.objects.extension.flatMap(({ id, name, version }) => {
    const old = before.find(id);
    if (old?.kind !== 'extension' || version === null || old.version === null || old.version === version) return [];
    return [{ sql: `ALTER EXTENSION ${quoteIdent(name)} UPDATE TO ${quoteLiteral(version)}`, object: id }];
  });
}

/** What a failed concurrent build left behind is built again in its place. Of a partitioned table, each partition's is. */
function renderReindexes(from: Catalog, to: Catalog, made: ReadonlySet<ObjectId>): readonly Statement[] {
  const before = lookupOf(from);
  return to.objects.index.flatMap((index) => {
    const old = before.find(index.id);
    const isLeftInvalid = old?.kind === 'index' && !old.valid && index.valid && !made.has(index.id);
    if (!isLeftInvalid || isPartitioned(to, index)) return [];
    return [{ sql: `REINDEX INDEX ${quoteQualified(index.schema, index.name)}`, object: index.id }];
  });
}

function isPartitioned(catalog: Catalog, { schema, table }: Index): boolean {
  const found = lookupOf(catalog).find(objectId('table', schema, table));
  return found?.kind === 'table' && found.partitionKey !== null;
}

/** What of the roles is not as it was planned. */
export function rolesNotReached(
  planned: BesidePlan['roles'],
  reached: readonly Role[],
): readonly { readonly object: ObjectId; readonly message: string }[] {
  const now = new Map(reached.map((role) => [role.id, role]));
  return [...planned].flatMap(([object, role]) => {
    const found = now.get(object);
    if (role === null) return found ? [{ object, message: 'is left over' }] : [];
    if (!found) return [{ object, message: 'is not made' }];
    return agreeBut(found, role) ? [] : [{ object, message: 'is not what it shall be' }];
  });
}
