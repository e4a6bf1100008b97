import type { Kind } from '#app/catalog';
import type { KindRules } from './attribute-rule.ts';
import { checkRules } from './check.ts';
import { collationRules } from './collation.ts';
import { columnRules } from './column.ts';
import { compositeTypeRules } from './composite-type.ts';
import { defaultPrivilegeRules } from './default-privilege.ts';
import { domainRules } from './domain.ts';
import { enumRules } from './enum.ts';
import { eventTriggerRules } from './event-trigger.ts';
import { exclusionRules } from './exclusion.ts';
import { extensionRules } from './extension.ts';
import { foreignKeyRules } from './foreign-key.ts';
import { functionRules } from './function.ts';
import { grantRules } from './grant.ts';
import { indexRules } from './index-kind.ts';
import { materializedViewRules } from './materialized-view.ts';
import { policyRules } from './policy.ts';
import { primaryKeyRules } from './primary-key.ts';
import { publicationRules } from './publication.ts';
import { rangeTypeRules } from './range-type.ts';
import { roleRules } from './role.ts';
import { ruleRules } from './rule.ts';
import { schemaRules } from './schema.ts';
import { sequenceRules } from './sequence.ts';
import { statisticsRules } from './statistics.ts';
import { tableRules } from './table.ts';
import { triggerRules } from './trigger.ts';
import { uniqueRules } from './unique.ts';
import { viewRules } from './view.ts';

/** How every kind is compared. A new kind is a new entry here; the compiler says so. */
export const KIND_RULES: { readonly [K in Kind]: KindRules<K> } = {
  schema: schemaRules,
  extension: extensionRules,
  role: roleRules,
  collation: collationRules,
  enum: enumRules,
  domain: domainRules,
  'composite-type': compositeTypeRules,
  'range-type': rangeTypeRules,
  sequence: sequenceRules,
  table: tableRules,
  column: columnRules,
  'primary-key': primaryKeyRules,
  unique: uniqueRules,
  'foreign-key': foreignKeyRules,
  check: checkRules,
  exclusion: exclusionRules,
  index: indexRules,
  statistics: statisticsRules,
  view: viewRules,
  'materialized-view': materializedViewRules,
  function: functionRules,
  trigger: triggerRules,
  'event-trigger': eventTriggerRules,
  rule: ruleRules,
  policy: policyRules,
  grant: grantRules,
  'default-privilege': defaultPrivilegeRules,
  publication: publicationRules,
};
