import {
  type Catalog,
  type CatalogObject,
  type ExtendedStatistics,
  type Grant,
  type Kind,
  lookupOf,
  type ObjectId,
  type ObjectOf,
  objectId,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { renderCreateCollation } from './collation.ts';
import { renderColumn, renderColumnSettings, renderUnvalidatedNotNull } from './column.ts';
import { renderComment, renderCommentsInside } from './comment.ts';
import { type Constraint, renderAddConstraint } from './constraint.ts';
import { renderDefaultPrivilege } from './default-privilege.ts';
import { renderAddDomainChecks } from './domain.ts';
import { renderCreateEventTrigger, renderEventTriggerState } from './event-trigger.ts';
import { renderCreateExtension } from './extension.ts';
import { renderCreateFunction } from './function.ts';
import { renderGrant } from './grant.ts';
import { renderClusterOn, renderCreateIndex, renderIndexStatistics } from './index-kind.ts';
import { renderCreateMaterializedView } from './materialized-view.ts';
import { renderOwner } from './owner.ts';
import { renderCreatePolicy } from './policy.ts';
import { renderCreatePublication } from './publication.ts';
import { renderCreateRole, renderMemberships, renderRoleSettings } from './role.ts';
import { renderCreateRule, renderRuleState } from './rule.ts';
import { renderCreateSchema } from './schema.ts';
import { renderCreateSequence, renderSequenceOwnedBy } from './sequence.ts';
import { joinSql } from './statement.ts';
import { renderCreateStatistics, renderStatisticsTarget } from './statistics.ts';
import { renderCreateTable, renderOfType, renderReplicaIdentity, renderRowSecurity } from './table.ts';
import { planTable, renderTableColumnSettings, renderTableDepartures } from './table-parts.ts';
import { renderCreateTrigger, renderTriggerState } from './trigger.ts';
import { renderTypeDefinition } from './type-definition.ts';
import { renderCreateView, renderViewDefaults } from './view.ts';

type Relation = ObjectOf<'table' | 'view' | 'materialized-view'>;
type Parts = readonly (string | null)[];
type ObjectRenderers = { readonly [K in Kind]: (object: ObjectOf<K>, catalog: Catalog) => Parts };

const constraint = (object: Constraint): Parts => [renderAddConstraint(object)];

/** The statements that make an object, without comment, owner and grants, which every kind has alike. */
const RENDERERS: ObjectRenderers = {
  schema: (schema) => [renderCreateSchema(schema)],
  extension: (extension) => [renderCreateExtension(extension)],
  role: (role) => [renderCreateRole(role), ...renderRoleSettings(role), ...renderMemberships(role)],
  collation: (collation) => [renderCreateCollation(collation)],
  enum: (type) => [renderTypeDefinition(type)],
  domain: (domain) => [renderTypeDefinition(domain), ...renderAddDomainChecks(domain)],
  'composite-type': (type) => [renderTypeDefinition(type)],
  'range-type': (type) => [renderTypeDefinition(type)],
  sequence: (sequence) => [renderCreateSequence(sequence), renderSequenceOwnedBy(sequence)],
  table: tableStatements,
  column: (column) => {
    const table = quoteQualified(column.schema, column.table);
    const actions = [
      `ADD COLUMN ${renderColumn(column)}`,
      ...renderColumnSettings(column),
      renderUnvalidatedNotNull(column),
    ].filter((action) => action !== null);
    return actions.map((action) => `ALTER TABLE ${table} ${action}`);
  },
  'primary-key': constraint,
  unique: constraint,
  'foreign-key': constraint,
  check: constraint,
  exclusion: constraint,
  index: (index) => [
    renderCreateIndex(index),
    ...renderIndexStatistics(index),
    index.clustered ? renderClusterOn(index) : null,
  ],
  statistics: (statistics) => [renderCreateStatistics(statistics), renderStatisticsTarget(statistics)],
  view: (view, catalog) => [
    renderCreateView(view),
    ...renderViewDefaults(view),
    ...attachedStatements(catalog, view.schema, view.name),
  ],
  'materialized-view': (view, catalog) => [
    renderCreateMaterializedView(view),
    ...attachedStatements(catalog, view.schema, view.name),
  ],
  function: (routine) => [renderCreateFunction(routine)],
  trigger: (trigger) => [renderCreateTrigger(trigger), renderTriggerState(trigger)],
  'event-trigger': (trigger) => [renderCreateEventTrigger(trigger), renderEventTriggerState(trigger)],
  rule: (rule) => [renderCreateRule(rule), renderRuleState(rule)],
  policy: (policy) => [renderCreatePolicy(policy)],
  grant: renderGrant,
  'default-privilege': renderDefaultPrivilege,
  publication: (publication) => [renderCreatePublication(publication)],
};

/**
 * The DDL of one object for a person to read and to compare with another source's: the same object gives the same text,
 * and a change in one part changes that part's lines only. A table comes with everything that belongs to it. Empty where
 * the catalog has no such object.
 */
export function renderObjectDdl(catalog: Catalog, id: ObjectId): string {
  const object = lookupOf(catalog).find(id);
  if (!object) return '';
  return joinSql([...makeStatements(catalog, object), ...aboutStatements(catalog, object)]);
}

function makeStatements(catalog: Catalog, object: CatalogObject): readonly string[] {
  const render = RENDERERS[object.kind] as (object: CatalogObject, catalog: Catalog) => Parts;
  return present(render(object, catalog));
}

/** Owner, grants and comments of an object, its columns and what else belongs to it. */
function aboutStatements(catalog: Catalog, object: CatalogObject): readonly string[] {
  const grants = grantsOf(catalog);
  const parts = isRelation(object) ? childrenInOrder(catalog, object.schema, object.name) : [];
  const columns = isRelation(object) ? columnIds(catalog, object) : [];
  return present([
    renderOwner(object),
    ...[object.id, ...columns].flatMap((part) => grants.get(part) ?? []).flatMap(renderGrant),
    renderComment(object),
    ...renderCommentsInside(object),
    ...parts.map(renderComment),
  ]);
}

function tableStatements(table: Table, catalog: Catalog): Parts {
  const parts = planTable(catalog, table, { constraints: true, defaults: true });
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const inside = new Set(parts.constraints);
  const outside: readonly Constraint[] = [
    ...children['primary-key'],
    ...children.unique,
    ...children.check,
    ...children.exclusion,
    ...children['foreign-key'],
  ];
  return [
    renderCreateTable(table, parts),
    ...renderTableDepartures(catalog, table, parts),
    ...renderTableColumnSettings(catalog, table),
    ...outside.filter((one) => !one.inherited && !inside.has(one)).map((one) => renderAddConstraint(one)),
    ...attachedStatements(catalog, table.schema, table.name),
    renderOfType(table),
    ...[...children['primary-key'], ...children.unique].map((key) => (key.clustered ? renderClusterOn(key) : null)),
    renderReplicaIdentity(table),
  ];
}

/** Indexes, row security, policies, triggers and rules of a table or view, leaving out what a parent makes. */
function attachedStatements(catalog: Catalog, schema: string, name: string): Parts {
  const lookup = lookupOf(catalog);
  const { index, policy, trigger, rule } = lookup.childrenOf(schema, name);
  const own = index.filter((one) => !one.inherited);
  const table = lookup.find(objectId('table', schema, name));
  return [
    ...own.map((one) => renderCreateIndex(one)),
    ...own.flatMap(renderIndexStatistics),
    ...own.filter((one) => one.clustered).map(renderClusterOn),
    ...statisticsOn(catalog, schema, name).flatMap((one) => [renderCreateStatistics(one), renderStatisticsTarget(one)]),
    ...(table?.kind === 'table' ? renderRowSecurity(table) : []),
    ...policy.map(renderCreatePolicy),
    ...trigger.flatMap((one) => [one.inherited ? null : renderCreateTrigger(one), renderTriggerState(one)]),
    ...rule.flatMap((one) => [renderCreateRule(one), renderRuleState(one)]),
  ];
}

/** They may stand in another schema than what they are of. */
function statisticsOn({ objects }: Catalog, schema: string, name: string): readonly ExtendedStatistics[] {
  return objects.statistics.filter(({ on }) => on.schema === schema && on.name === name);
}

function childrenInOrder(catalog: Catalog, schema: string, name: string): readonly CatalogObject[] {
  const children = lookupOf(catalog).childrenOf(schema, name);
  return [
    ...children.column,
    ...children['primary-key'],
    ...children.unique,
    ...children['foreign-key'],
    ...children.check,
    ...children.exclusion,
    ...children.index,
    ...statisticsOn(catalog, schema, name),
    ...children.policy,
    ...children.trigger,
    ...children.rule,
  ];
}

function isRelation(object: CatalogObject): object is Relation {
  return object.kind === 'table' || object.kind === 'view' || object.kind === 'materialized-view';
}

/** A view's columns are no objects of the catalog, yet grants name them. */
function columnIds(catalog: Catalog, relation: Relation): readonly ObjectId[] {
  const columns =
    relation.kind === 'table' ? lookupOf(catalog).childrenOf(relation.schema, relation.name).column : relation.columns;
  return columns.map((column) => objectId('column', relation.schema, relation.name, column.name));
}

const grantsByObject = new WeakMap<Catalog, ReadonlyMap<ObjectId, readonly Grant[]>>();

function grantsOf(catalog: Catalog): ReadonlyMap<ObjectId, readonly Grant[]> {
  let grants = grantsByObject.get(catalog);
  if (!grants) {
    grants = groupGrants(catalog.objects.grant);
    grantsByObject.set(catalog, grants);
  }
  return grants;
}

function groupGrants(grants: readonly Grant[]): ReadonlyMap<ObjectId, readonly Grant[]> {
  const grouped = new Map<ObjectId, Grant[]>();
  for (const grant of grants) {
    const list = grouped.get(grant.on);
    if (list) list.push(grant);
    else grouped.set(grant.on, [grant]);
  }
  return grouped;
}

function present(parts: Parts): readonly string[] {
  return parts.filter((part) => part !== null);
}
