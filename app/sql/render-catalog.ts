import {
  type Catalog,
  type CatalogObject,
  type ForeignKey,
  KINDS,
  lookupOf,
  objectId,
  type Routine,
} from '#app/catalog';
import { isOnlyOnParent, renderAttachIndexes } from './attach-index.ts';
import { renderCreateCollation } from './collation.ts';
import { renderComment, renderCommentsInside, renderNoComment } from './comment.ts';
import { renderAddConstraint } from './constraint.ts';
import { renderDefaultPrivilege } from './default-privilege.ts';
import { renderCreateEventTrigger, renderEventTriggerState } from './event-trigger.ts';
import { renderNameInherited } from './exclusion.ts';
import { renderCreateExtension, renderNeededExtension } from './extension.ts';
import { renderGrant } from './grant.ts';
import { renderClusterOn, renderCreateIndex, renderIndexStatistics } from './index-kind.ts';
import { neededExtensions } from './needed-extensions.ts';
import { renderOwner } from './owner.ts';
import { leavesFirst } from './partition-tree.ts';
import { renderCreatePolicy } from './policy.ts';
import { renderCreatePublication } from './publication.ts';
import { writeStructure } from './render-structure.ts';
import { renderEnsureRole, renderMemberships } from './role.ts';
import { renderCreateRule, renderRuleState } from './rule.ts';
import { renderCreateSchema } from './schema.ts';
import { Script } from './script.ts';
import type { Statement } from './statement.ts';
import { renderCreateStatistics, renderStatisticsTarget } from './statistics.ts';
import { renderOfType, renderReplicaIdentity, renderRowSecurity } from './table.ts';
import { renderCreateTrigger, renderTriggerState } from './trigger.ts';
import { renderViewDefaults } from './view.ts';

/** What a script leaves out. Everything is written where nothing is said. */
export interface RenderOptions {
  /** `ALTER … OWNER TO`. Objects whose owner the source does not know get none in any case. */
  readonly owners?: boolean;
  /** Grants, revokes and default privileges. */
  readonly grants?: boolean;
  /** `CREATE ROLE`, guarded, since roles belong to the whole cluster, and memberships. */
  readonly roles?: boolean;
  readonly comments?: boolean;
  /**
   * `inline` (the default) writes keys and checks inside CREATE TABLE; `separate` gives each a statement of its own, so
   * that one that the server refuses does not take the table with it.
   */
  readonly constraints?: 'inline' | 'separate';
}

/**
 * A script that builds the whole catalog on an empty database, in an order in which every statement finds what it needs.
 * Names that expressions leave unqualified (code) are looked up by the session's search_path.
 */
export function renderCatalog(catalog: Catalog, options: RenderOptions = {}): readonly Statement[] {
  const { owners = true, grants = true, roles = true, comments = true, constraints = 'inline' } = options;
  const { objects } = catalog;
  const script = new Script();
  const lateBound = objects.function.find((routine) => !routine.sqlBody);
  writeCheckBodies(script, lateBound, 'SET check_function_bodies = off');
  if (roles) {
    script.addEach(objects.role, renderEnsureRole);
    script.addEach(objects.role, renderMemberships);
  }
  script.addEach(objects.schema, renderCreateSchema);
  script.addEach(objects.extension, renderCreateExtension);
  script.addEach(neededExtensions(catalog), renderNeededExtension);
  script.addEach(objects.collation, renderCreateCollation);
  writeStructure(script, catalog, constraints === 'inline');
  writeIndexes(script, catalog);
  script.addEach(
    leavesFirst(
      catalog,
      objects['foreign-key'].filter((key) => !isMadeByParent(catalog, key)),
    ),
    (key) => renderAddConstraint(key),
  );
  writeBehaviour(script, catalog);
  const written = KINDS.flatMap((kind): readonly CatalogObject[] => (kind === 'event-trigger' ? [] : objects[kind]));
  if (owners) script.addEach(written, renderOwner);
  if (comments) {
    const commented = roles ? written : written.filter(({ kind }) => kind !== 'role');
    script.addEach(commented, (object) => renderComment(object) ?? renderNoComment(catalog, object));
    script.addEach(commented, renderCommentsInside);
  }
  if (grants) {
    script.addEach(objects.grant, renderGrant);
    script.addEach(objects['default-privilege'], renderDefaultPrivilege);
  }
  writeEventTriggers(script, catalog, owners, comments);
  writeCheckBodies(script, lateBound, 'RESET check_function_bodies');
  return script.statements;
}

/** Bodies that are strings may name what is made after them: the server is told not to look inside yet. */
function writeCheckBodies(script: Script, routine: Routine | undefined, sql: string): void {
  if (routine) script.add(routine, sql);
}

function writeIndexes(script: Script, catalog: Catalog): void {
  const { objects } = catalog;
  script.addEach(objects.exclusion, (one) => (one.inherited ? null : renderAddConstraint(one)));
  script.addEach(objects.exclusion, (one) => (one.inherited ? renderNameInherited(one) : null));
  for (const index of leavesFirst(catalog, objects.index)) {
    const only = isOnlyOnParent(catalog, index);
    script.add(index, renderCreateIndex(index, only));
    if (only) script.add(index, renderAttachIndexes(catalog, index));
  }
  script.addEach(objects.index, renderIndexStatistics);
  script.addEach(objects.statistics, renderCreateStatistics);
  script.addEach(objects.statistics, renderStatisticsTarget);
  const clusterable = [...objects.index, ...objects['primary-key'], ...objects.unique];
  script.addEach(clusterable, (one) => (one.clustered ? renderClusterOn(one) : null));
  script.addEach(objects.table, renderReplicaIdentity);
}

/** What fires or filters when rows are read and written. */
function writeBehaviour(script: Script, catalog: Catalog): void {
  const { objects } = catalog;
  script.addEach(objects.rule, renderCreateRule);
  script.addEach(objects.rule, renderRuleState);
  script.addEach(objects.trigger, (trigger) => (trigger.inherited ? null : renderCreateTrigger(trigger)));
  script.addEach(objects.trigger, renderTriggerState);
  script.addEach(objects.table, renderOfType);
  script.addEach(objects.table, renderRowSecurity);
  script.addEach(objects.policy, renderCreatePolicy);
  script.addEach(objects.view, renderViewDefaults);
  const parents = new Set(
    objects.table.flatMap(({ inherits }) => inherits.map(({ schema, name }) => `${schema}\u0000${name}`)),
  );
  script.addEach(objects.publication, (publication) =>
    renderCreatePublication(publication, ({ schema, name }) => parents.has(`${schema}\u0000${name}`)),
  );
}

/** Last of all: from here on they would see every statement that follows. */
function writeEventTriggers(script: Script, catalog: Catalog, owners: boolean, comments: boolean): void {
  const triggers = catalog.objects['event-trigger'];
  script.addEach(triggers, renderCreateEventTrigger);
  if (comments) script.addEach(triggers, renderComment);
  if (owners) script.addEach(triggers, renderOwner);
  script.addEach(triggers, renderEventTriggerState);
}

/** A partition gets its parent's foreign keys by itself, under the same name; one under another name is made first. */
function isMadeByParent(catalog: Catalog, key: ForeignKey): boolean {
  if (!key.inherited) return false;
  const lookup = lookupOf(catalog);
  const table = lookup.find(objectId('table', key.schema, key.table));
  const parent = table?.kind === 'table' ? table.partitionOf?.parent : undefined;
  if (!parent) return true;
  return lookup.childrenOf(parent.schema, parent.name)['foreign-key'].some((candidate) => candidate.name === key.name);
}
