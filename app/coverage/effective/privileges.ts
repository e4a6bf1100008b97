import { type Catalog, type Grant, type Kind, type ObjectId, objectId, parseObjectId } from '#app/catalog';
import type { ActingRole } from './acting-roles.ts';

/** What a role may do with an object, and by whose grant. */
export interface Granted {
  /** `null` where it holds for all columns, and for what has none. */
  readonly columns: readonly string[] | null;
  /** The role that holds it, `public`, or the owner. */
  readonly by: string;
}

export interface Grantable {
  readonly id: ObjectId;
  readonly owner: string | null;
}

interface Grants {
  readonly of: ReadonlyMap<ObjectId, readonly Grant[]>;
  readonly ofColumns: ReadonlyMap<ObjectId, readonly Grant[]>;
}

const known = new WeakMap<Catalog, Grants>();

/** Roles that PostgreSQL lets read or write every relation. Row security holds for them all the same. */
const PREDEFINED: Readonly<Record<string, readonly string[]>> = {
  pg_read_all_data: ['SELECT'],
  pg_write_all_data: ['INSERT', 'UPDATE', 'DELETE'],
};

/**
 * Whether somebody who acts as these roles has a privilege on a relation or function; `null` where not. Catalogs hold grants
 * as differences from the defaults: the owner has everything, PUBLIC may execute.
 */
export function privilegeOn(
  catalog: Catalog,
  { id, owner }: Grantable,
  privilege: string,
  acting: readonly ActingRole[],
): Granted | null {
  const grants = grantsOf(catalog);
  const own = grants.of.get(id) ?? [];
  const names = [...acting.map(({ name }) => name), 'public'];
  const given = own.find((grant) => names.includes(grant.grantee) && holds(grant, privilege));
  if (given) return { columns: null, by: given.grantee };
  const isTaken = (grantee: string) =>
    own.some((grant) => grant.grantee === grantee && grant.revoked.includes(privilege));
  if (owner !== null && names.includes(owner) && !isTaken(owner)) return { columns: null, by: owner };
  if (privilege === 'EXECUTE' && !isTaken('public')) return { columns: null, by: 'public' };
  const all = names.find((name) => PREDEFINED[name]?.includes(privilege));
  if (all !== undefined && parseObjectId(id).kind !== 'function') return { columns: null, by: all };
  return columnsGranted(grants.ofColumns.get(id) ?? [], privilege, names);
}

function columnsGranted(grants: readonly Grant[], privilege: string, names: readonly string[]): Granted | null {
  const given = grants.filter((grant) => names.includes(grant.grantee) && holds(grant, privilege));
  const [first] = given;
  if (!first) return null;
  const columns = given.map(({ on }) => parseObjectId(on).parts.at(-1) ?? '');
  return { columns: [...new Set(columns)].sort(), by: first.grantee };
}

function holds(grant: Grant, privilege: string): boolean {
  return grant.privileges.some((each) => each.privilege === privilege);
}

const RELATIONS: readonly Kind[] = ['table', 'view', 'materialized-view'];

function add(lists: Map<ObjectId, Grant[]>, id: ObjectId, grant: Grant): void {
  const list = lists.get(id);
  if (list) list.push(grant);
  else lists.set(id, [grant]);
}

function grantsOf(catalog: Catalog): Grants {
  const before = known.get(catalog);
  if (before) return before;
  const of = new Map<ObjectId, Grant[]>();
  const ofColumns = new Map<ObjectId, Grant[]>();
  for (const grant of catalog.objects.grant) {
    const { kind, parts } = parseObjectId(grant.on);
    if (kind === 'column') {
      // A view's columns are granted like a table's.
      const [schema = '', name = ''] = parts;
      for (const relation of RELATIONS) add(ofColumns, objectId(relation, schema, name), grant);
    } else add(of, grant.on, grant);
  }
  const grants = { of, ofColumns };
  known.set(catalog, grants);
  return grants;
}
