import { ownCollationsQuery } from './collations.ts';
import { columnsQuery, defaultsQuery, generationsQuery, notNullsQuery, typeCollationsQuery } from './columns.ts';
import { commentsQuery } from './comments.ts';
import { constraintsQuery, exclusionOperatorsQuery } from './constraints.ts';
import { extendedStatisticsQuery } from './extended-statistics.ts';
import {
  accessMethodsQuery,
  collationsQuery,
  indexColumnOptionsQuery,
  indexExpressionsQuery,
  indexesQuery,
  indexStatisticsQuery,
  operatorClassesQuery,
  tablespacesQuery,
} from './indexes.ts';
import { aclDefaultsQuery, defaultPrivilegesQuery } from './privileges.ts';
import { publicationSchemasQuery, publicationsQuery, publicationTablesQuery } from './publications.ts';
import type { RowOf } from './query.ts';
import { foreignTablesQuery, inheritsQuery, relationsQuery, sequencesQuery, viewsQuery } from './relations.ts';
import { membershipsQuery, rolesQuery } from './roles.ts';
import { aggregatesQuery, routinesQuery } from './routines.ts';
import { extensionMembersQuery, extensionsQuery, schemasQuery } from './schemas.ts';
import { eventTriggersQuery, policiesQuery, rulesQuery, triggersQuery } from './triggers.ts';
import { enumLabelsQuery, rangesQuery, typesQuery } from './types.ts';
import { unmodelledQuery } from './unmodelled.ts';

/** Everything a catalog is made of, in the order in which it is read. */
export const QUERIES = {
  schemas: schemasQuery,
  extensions: extensionsQuery,
  extensionMembers: extensionMembersQuery,
  roles: rolesQuery,
  memberships: membershipsQuery,
  types: typesQuery,
  enumLabels: enumLabelsQuery,
  ranges: rangesQuery,
  relations: relationsQuery,
  inherits: inheritsQuery,
  foreignTables: foreignTablesQuery,
  sequences: sequencesQuery,
  columns: columnsQuery,
  defaults: defaultsQuery,
  generations: generationsQuery,
  notNulls: notNullsQuery,
  typeCollations: typeCollationsQuery,
  constraints: constraintsQuery,
  exclusionOperators: exclusionOperatorsQuery,
  indexes: indexesQuery,
  indexExpressions: indexExpressionsQuery,
  indexColumnOptions: indexColumnOptionsQuery,
  indexStatistics: indexStatisticsQuery,
  operatorClasses: operatorClassesQuery,
  accessMethods: accessMethodsQuery,
  tablespaces: tablespacesQuery,
  collations: collationsQuery,
  ownCollations: ownCollationsQuery,
  extendedStatistics: extendedStatisticsQuery,
  views: viewsQuery,
  routines: routinesQuery,
  aggregates: aggregatesQuery,
  triggers: triggersQuery,
  eventTriggers: eventTriggersQuery,
  rules: rulesQuery,
  policies: policiesQuery,
  aclDefaults: aclDefaultsQuery,
  defaultPrivileges: defaultPrivilegesQuery,
  publications: publicationsQuery,
  publicationTables: publicationTablesQuery,
  publicationSchemas: publicationSchemasQuery,
  comments: commentsQuery,
  unmodelled: unmodelledQuery,
} as const;

export type QueryName = keyof typeof QUERIES;
export const QUERY_NAMES = Object.keys(QUERIES) as readonly QueryName[];

/** What the server answered: plain rows per query, in any order. */
export type CatalogRows = { readonly [K in QueryName]: readonly RowOf<(typeof QUERIES)[K]>[] };
