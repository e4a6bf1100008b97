export { canonicalType } from './canonical-type.ts';
export {
  renderColumn,
  renderColumnSettings,
  renderColumnType,
  renderIdentity,
  renderUnvalidatedNotNull,
} from './column.ts';
export { renderCheckComment, renderComment } from './comment.ts';
export { renderDomainCheck } from './domain.ts';
export { renderEventTriggerState } from './event-trigger.ts';
export { parenthesise } from './expression.ts';
export { type ExtensionUse, extensionsInText, extensionsInType } from './extension-uses.ts';
export { renderCreateFunction, renderRoutineTarget } from './function.ts';
export { renderPrivilegeChanges } from './grant.ts';
export { renderClusterOn, renderIndexStatistics } from './index-kind.ts';
export { extensionOf, neededBy } from './known-extensions.ts';
export { type NeededExtension, neededExtensions } from './needed-extensions.ts';
export { hasOtherNotNullName, withOwnNotNullName } from './not-null-name.ts';
export { defaultSequenceName, makeObjectName } from './object-name.ts';
export { renderGrantTarget, renderObjectTarget } from './object-target.ts';
export { renderOptions } from './options.ts';
export { renderOwner } from './owner.ts';
export { quoteDollar, quoteLiteral, unquoteLiteral } from './quote-literal.ts';
export { nameChains } from './references.ts';
export { type RenderOptions, renderCatalog } from './render-catalog.ts';
export { renderObjectDdl } from './render-object-ddl.ts';
export { renderEnsureRole, renderGrantee, renderMemberships } from './role.ts';
export { scanSql, type Token } from './scan.ts';
export { defaultSequenceOptions, renderSequenceOptions } from './sequence.ts';
export { expandSerial, type SerialBase } from './serial.ts';
export { renderSetting } from './setting.ts';
export { renderSkeletonTable } from './skeleton-table.ts';
export { type StatementText, splitStatements, statementIndexAt } from './split-statements.ts';
export { joinStatements, type Statement } from './statement.ts';
export { renderReplicaIdentity } from './table.ts';
export { parentsOf } from './table-parts.ts';
export { renderCreateTrigger, renderTriggerState } from './trigger.ts';
export { renderTypeDefinition, type UserType } from './type-definition.ts';
export { renderCreateView } from './view.ts';
