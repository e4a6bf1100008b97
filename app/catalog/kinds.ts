import type { Check } from './check.ts';
import type { Collation } from './collation.ts';
import type { Column } from './column.ts';
import type { CompositeType } from './composite-type.ts';
import type { DefaultPrivilege } from './default-privilege.ts';
import type { Domain } from './domain.ts';
import type { Enum } from './enum.ts';
import type { EventTrigger } from './event-trigger.ts';
import type { Exclusion } from './exclusion.ts';
import type { Extension } from './extension.ts';
import type { ForeignKey } from './foreign-key.ts';
import type { Routine } from './function.ts';
import type { Grant } from './grant.ts';
import type { Index } from './index-kind.ts';
import type { MaterializedView } from './materialized-view.ts';
import type { Policy } from './policy.ts';
import type { PrimaryKey } from './primary-key.ts';
import type { Publication } from './publication.ts';
import type { RangeType } from './range-type.ts';
import type { Role } from './role.ts';
import type { Rule } from './rule.ts';
import type { Schema } from './schema.ts';
import type { Sequence } from './sequence.ts';
import type { ExtendedStatistics } from './statistics.ts';
import type { Table } from './table.ts';
import type { Trigger } from './trigger.ts';
import type { Unique } from './unique.ts';
import type { View } from './view.ts';

/** The value type of every object kind. A new kind is a new entry here; the compiler then names what else it needs. */
export interface ObjectTypes {
  schema: Schema;
  extension: Extension;
  role: Role;
  collation: Collation;
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
  statistics: ExtendedStatistics;
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

/** The order in which objects are listed and printed. As keys, so that the compiler names a kind that is missing. */
const LISTED: Record<Kind, true> = {
  schema: true,
  extension: true,
  role: true,
  collation: true,
  enum: true,
  domain: true,
  'composite-type': true,
  'range-type': true,
  sequence: true,
  table: true,
  column: true,
  'primary-key': true,
  unique: true,
  'foreign-key': true,
  check: true,
  exclusion: true,
  index: true,
  statistics: true,
  view: true,
  'materialized-view': true,
  function: true,
  trigger: true,
  'event-trigger': true,
  rule: true,
  policy: true,
  grant: true,
  'default-privilege': true,
  publication: true,
};

/** Every kind, in listing order. */
export const KINDS = Object.keys(LISTED) as readonly Kind[];

export function isKind(text: string): text is Kind {
  return Object.hasOwn(LISTED, text);
}
