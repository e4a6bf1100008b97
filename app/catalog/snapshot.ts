import type { ObjectId } from './base.ts';
import type { Kind } from './kinds.ts';

/** The kinds that drizzle-kit knows. */
export const SNAPSHOT_KINDS = [
  'schema',
  'role',
  'enum',
  'sequence',
  'table',
  'column',
  'primary-key',
  'unique',
  'foreign-key',
  'check',
  'index',
  'view',
  'materialized-view',
  'policy',
] as const satisfies readonly Kind[];
export type SnapshotKind = (typeof SNAPSHOT_KINDS)[number];

/** One object as drizzle-kit's snapshots hold it: what Drizzle can express of it and nothing else. */
export interface SnapshotObject {
  readonly id: ObjectId;
  readonly kind: SnapshotKind;
  /** Of what stands in a table (indexes too): the table. */
  readonly table: ObjectId | null;
  /** By the names that the catalog has for them; texts as drizzle-kit wrote them. What is not there the kind has not. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The newest snapshot of a migrations folder: the only thing that `drizzle-kit generate` compares the code with. */
export interface MigrationSnapshot {
  /** Project-relative. */
  readonly path: string;
  readonly objects: readonly SnapshotObject[];
}
