import { type DefaultPrivilege, type Grant, grantId, type ObjectId, objectId } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { AclClass, DefaultPrivilegeRow } from '../queries/privileges.ts';
import type { AccessLists, AclDifference } from './access-list.ts';
import { detailsOf } from './column-details.ts';
import { childId, KIND_OF_RELATION, type Names } from './names.ts';
import { routineId } from './routines.ts';
import { typeId } from './types.ts';

/** Grants on everything that is listed, as differences from what the server gives by default. */
export function assembleGrants(rows: CatalogRows, names: Names, lists: AccessLists): Grant[] {
  const grants: Grant[] = [];
  const members = new Set(names.extensionMembers.map((member) => member.id));
  const add = (on: ObjectId, differences: readonly AclDifference[]) => {
    if (differences.length === 0 || members.has(on)) return;
    for (const difference of differences) {
      grants.push({ kind: 'grant', ...names.base(grantId(on, difference.grantee), null), on, ...difference });
    }
  };
  for (const row of rows.schemas) {
    const on = objectId('schema', row.name);
    if (row.initial !== null) add(on, lists.fromList(row.initial, row.acl));
    else add(on, lists.fromDefault('n', names.role(row.owner), row.acl));
  }
  for (const row of rows.relations) {
    const relation = row.acl === null || row.kind === 'c' ? undefined : names.listed(row.oid);
    if (!relation) continue;
    const aclClass = row.kind === 'S' ? 's' : 'r';
    add(`${KIND_OF_RELATION[row.kind]}:${relation.path}`, lists.fromDefault(aclClass, names.role(row.owner), row.acl));
  }
  for (const row of rows.columns) {
    const { acl } = detailsOf(row);
    const relation = acl === null ? undefined : names.listed(row.relation);
    if (relation) add(childId('column', relation, row.name), lists.fromList(null, acl));
  }
  for (const row of rows.types) add(typeId(row, names), lists.fromDefault('T', names.role(row.owner), row.acl));
  for (const row of rows.routines) {
    if (row.acl !== null) add(routineId(row, names), lists.fromDefault('f', names.role(row.owner), row.acl));
  }
  return grants;
}

const OBJECT_TYPES: Readonly<Record<DefaultPrivilegeRow['type'], readonly [DefaultPrivilege['objectType'], AclClass]>> =
  {
    r: ['tables', 'r'],
    S: ['sequences', 's'],
    f: ['functions', 'f'],
    T: ['types', 'T'],
    n: ['schemas', 'n'],
    L: ['large objects', 'L'],
  };

/** In one schema they add to the server's defaults; for all schemas they replace them. */
export function assembleDefaultPrivileges(rows: CatalogRows, names: Names, lists: AccessLists): DefaultPrivilege[] {
  return rows.defaultPrivileges.flatMap((row) => {
    const role = names.role(row.role);
    const [objectType, aclClass] = OBJECT_TYPES[row.type];
    const differences =
      row.schema === null ? lists.fromDefault(aclClass, role, row.acl) : lists.fromList(null, row.acl);
    return differences.map(
      (difference): DefaultPrivilege => ({
        kind: 'default-privilege',
        ...names.base(objectId('default-privilege', role, row.schema ?? '', objectType, difference.grantee), null),
        role,
        schema: row.schema,
        objectType,
        ...difference,
      }),
    );
  });
}
