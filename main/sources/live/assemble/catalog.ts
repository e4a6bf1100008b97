import { buildCatalog, type Catalog, type Origin, type Server } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import { AccessLists } from './access-list.ts';
import { assembleCollations } from './collations.ts';
import { assembleColumns, assembleSequences } from './columns.ts';
import { assembleConstraints } from './constraints.ts';
import { assembleStatistics } from './extended-statistics.ts';
import { assembleIndexes, IndexKeys } from './indexes.ts';
import { Names } from './names.ts';
import { assembleDefaultPrivileges, assembleGrants } from './privileges.ts';
import { assemblePublications } from './publications.ts';
import { assembleRoutines } from './routines.ts';
import { assembleExtensions, assembleRoles, assembleSchemas } from './schemas.ts';
import { assembleTables, assembleViews } from './tables.ts';
import { assembleEventTriggers, assemblePolicies, assembleRules, assembleTriggers } from './triggers.ts';
import { assembleTypes } from './types.ts';

/** Rows to catalog: pure, whatever the order of the rows. */
export function assembleCatalog(rows: CatalogRows, server: Server, origins: readonly Origin[]): Catalog {
  const names = new Names(rows, server, origins);
  const keys = new IndexKeys(rows, names);
  const lists = new AccessLists(rows.aclDefaults);
  const objects = {
    schema: assembleSchemas(rows, names),
    extension: assembleExtensions(rows, names),
    role: assembleRoles(rows, names),
    collation: assembleCollations(rows, names),
    ...assembleTypes(rows, names),
    sequence: assembleSequences(rows, names),
    table: assembleTables(rows, names),
    column: assembleColumns(rows, names),
    ...assembleConstraints(rows, names, keys),
    index: assembleIndexes(rows, names, keys),
    statistics: assembleStatistics(rows, names),
    ...assembleViews(rows, names),
    function: assembleRoutines(rows, names),
    trigger: assembleTriggers(rows, names),
    'event-trigger': assembleEventTriggers(rows, names),
    rule: assembleRules(rows, names),
    policy: assemblePolicies(rows, names),
    publication: assemblePublications(rows, names),
    'default-privilege': assembleDefaultPrivileges(rows, names, lists),
  };
  return buildCatalog({
    server,
    // Last: what belongs to an extension is known once everything else was looked at.
    objects: { ...objects, grant: assembleGrants(rows, names, lists) },
    unmodelled: rows.unmodelled.map(({ what, schema, name }) => ({ what, schema, name })),
    extensionMembers: names.extensionMembers,
  });
}
