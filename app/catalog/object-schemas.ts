import { checkSchema } from './check.ts';
import { collationSchema } from './collation.ts';
import { columnSchema } from './column.ts';
import { compositeTypeSchema } from './composite-type.ts';
import { defaultPrivilegeSchema } from './default-privilege.ts';
import { domainSchema } from './domain.ts';
import { enumSchema } from './enum.ts';
import { eventTriggerSchema } from './event-trigger.ts';
import { exclusionSchema } from './exclusion.ts';
import { extensionSchema } from './extension.ts';
import { foreignKeySchema } from './foreign-key.ts';
import { functionSchema } from './function.ts';
import { grantSchema } from './grant.ts';
import { indexSchema } from './index-kind.ts';
import type { Kind } from './kinds.ts';
import { materializedViewSchema } from './materialized-view.ts';
import { policySchema } from './policy.ts';
import { primaryKeySchema } from './primary-key.ts';
import { publicationSchema } from './publication.ts';
import { rangeTypeSchema } from './range-type.ts';
import { roleSchema } from './role.ts';
import { ruleSchema } from './rule.ts';
import { schemaSchema } from './schema.ts';
import { sequenceSchema } from './sequence.ts';
import { statisticsSchema } from './statistics.ts';
import { tableSchema } from './table.ts';
import { triggerSchema } from './trigger.ts';
import { uniqueSchema } from './unique.ts';
import { viewSchema } from './view.ts';

/**
 * The zod schema of every kind. Apart from the kinds themselves: building the schemas takes a third of the time that a command has,
 * and only whoever takes a catalog from outside needs them.
 */
export const objectSchemas = {
  schema: schemaSchema,
  extension: extensionSchema,
  role: roleSchema,
  collation: collationSchema,
  enum: enumSchema,
  domain: domainSchema,
  'composite-type': compositeTypeSchema,
  'range-type': rangeTypeSchema,
  sequence: sequenceSchema,
  table: tableSchema,
  column: columnSchema,
  'primary-key': primaryKeySchema,
  unique: uniqueSchema,
  'foreign-key': foreignKeySchema,
  check: checkSchema,
  exclusion: exclusionSchema,
  index: indexSchema,
  statistics: statisticsSchema,
  view: viewSchema,
  'materialized-view': materializedViewSchema,
  function: functionSchema,
  trigger: triggerSchema,
  'event-trigger': eventTriggerSchema,
  rule: ruleSchema,
  policy: policySchema,
  grant: grantSchema,
  'default-privilege': defaultPrivilegeSchema,
  publication: publicationSchema,
} satisfies Record<Kind, unknown>;
