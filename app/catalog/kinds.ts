import { type Check, checkSchema } from './check.ts';
import { type Column, columnSchema } from './column.ts';
import { type CompositeType, compositeTypeSchema } from './composite-type.ts';
import { type DefaultPrivilege, defaultPrivilegeSchema } from './default-privilege.ts';
import { type Domain, domainSchema } from './domain.ts';
import { type Enum, enumSchema } from './enum.ts';
import { type EventTrigger, eventTriggerSchema } from './event-trigger.ts';
import { type Exclusion, exclusionSchema } from './exclusion.ts';
import { type Extension, extensionSchema } from './extension.ts';
import { type ForeignKey, foreignKeySchema } from './foreign-key.ts';
import { functionSchema, type Routine } from './function.ts';
import { type Grant, grantSchema } from './grant.ts';
import { type Index, indexSchema } from './index-kind.ts';
import { type MaterializedView, materializedViewSchema } from './materialized-view.ts';
import { type Policy, policySchema } from './policy.ts';
import { type PrimaryKey, primaryKeySchema } from './primary-key.ts';
import { type Publication, publicationSchema } from './publication.ts';
import { type RangeType, rangeTypeSchema } from './range-type.ts';
import { type Role, roleSchema } from './role.ts';
import { type Rule, ruleSchema } from './rule.ts';
import { type Schema, schemaSchema } from './schema.ts';
import { type Sequence, sequenceSchema } from './sequence.ts';
import { type Table, tableSchema } from './table.ts';
import { type Trigger, triggerSchema } from './trigger.ts';
import { type Unique, uniqueSchema } from './unique.ts';
import { type View, viewSchema } from './view.ts';

/** The value type of every object kind. A new kind is a new entry here; the compiler then names what else it needs. */
export interface ObjectTypes {
  schema: Schema;
  extension: Extension;
  role: Role;
  enum: Enum;
  domain: Domain;
  'composite-type': CompositeType;
  'range-type': RangeType;
  sequence: Sequence;
  table: Table;
  column: Column;
  'primary-key': PrimaryKey;
  unique: Unique;
  'foreign-key': ForeignKey;
  check: Check;
  exclusion: Exclusion;
  index: Index;
  view: View;
  'materialized-view': MaterializedView;
  function: Routine;
  trigger: Trigger;
  'event-trigger': EventTrigger;
  rule: Rule;
  policy: Policy;
  grant: Grant;
  'default-privilege': DefaultPrivilege;
  publication: Publication;
}

export type Kind = keyof ObjectTypes;
export type ObjectOf<K extends Kind> = ObjectTypes[K];
export type CatalogObject = ObjectTypes[Kind];

/** The zod schema of every kind, in the order in which objects are listed and printed. */
export const objectSchemas = {
  schema: schemaSchema,
  extension: extensionSchema,
  role: roleSchema,
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

/** Every kind, in listing order. */
export const KINDS = Object.keys(objectSchemas) as readonly Kind[];

export function isKind(text: string): text is Kind {
  return Object.hasOwn(objectSchemas, text);
}
