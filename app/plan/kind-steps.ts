import type { Kind } from '#app/catalog';
import type { KindSteps } from './alteration.ts';
import { checkSteps } from './steps/check.ts';
import { collationSteps } from './steps/collation.ts';
import { columnSteps } from './steps/column.ts';
import { compositeTypeSteps } from './steps/composite-type.ts';
import { defaultPrivilegeSteps } from './steps/default-privilege.ts';
import { domainSteps } from './steps/domain.ts';
import { enumSteps } from './steps/enum.ts';
import { eventTriggerSteps } from './steps/event-trigger.ts';
import { exclusionSteps } from './steps/exclusion.ts';
import { extensionSteps } from './steps/extension.ts';
import { foreignKeySteps } from './steps/foreign-key.ts';
import { functionSteps } from './steps/function.ts';
import { grantSteps } from './steps/grant.ts';
import { indexSteps } from './steps/index-kind.ts';
import { materializedViewSteps } from './steps/materialized-view.ts';
import { policySteps } from './steps/policy.ts';
import { primaryKeySteps } from './steps/primary-key.ts';
import { publicationSteps } from './steps/publication.ts';
import { rangeTypeSteps } from './steps/range-type.ts';
import { roleSteps } from './steps/role.ts';
import { ruleSteps } from './steps/rule.ts';
import { schemaSteps } from './steps/schema.ts';
import { sequenceSteps } from './steps/sequence.ts';
import { statisticsSteps } from './steps/statistics.ts';
import { tableSteps } from './steps/table.ts';
import { triggerSteps } from './steps/trigger.ts';
import { uniqueSteps } from './steps/unique.ts';
import { viewSteps } from './steps/view.ts';

/** What a plan does with each kind. A new kind is a new entry: the compiler names it. */
export const KIND_STEPS: { readonly [K in Kind]: KindSteps<K> } = {
  schema: schemaSteps,
  extension: extensionSteps,
  role: roleSteps,
  collation: collationSteps,
  enum: enumSteps,
  domain: domainSteps,
  'composite-type': compositeTypeSteps,
  'range-type': rangeTypeSteps,
  sequence: sequenceSteps,
  table: tableSteps,
  column: columnSteps,
  'primary-key': primaryKeySteps,
  unique: uniqueSteps,
  'foreign-key': foreignKeySteps,
  check: checkSteps,
  exclusion: exclusionSteps,
  index: indexSteps,
  statistics: statisticsSteps,
  view: viewSteps,
  'materialized-view': materializedViewSteps,
  function: functionSteps,
  trigger: triggerSteps,
  'event-trigger': eventTriggerSteps,
  rule: ruleSteps,
  policy: policySteps,
  grant: grantSteps,
  'default-privilege': defaultPrivilegeSteps,
  publication: publicationSteps,
};
