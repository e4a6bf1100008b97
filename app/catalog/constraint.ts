import { z } from 'zod';
import { baseFields } from './base.ts';

/** What every constraint of a table carries. */
export const constraintFields = {
  ...baseFields,
  schema: z.string(),
  table: z.string(),
  name: z.string(),
  /** True where a partition or child has it from its parent. */
  inherited: z.boolean(),
};

export const deferrabilitySchema = z.enum([
  'not deferrable',
  'deferrable initially immediate',
  'deferrable initially deferred',
]);
export type Deferrability = z.infer<typeof deferrabilitySchema>;

/** Fields shared by the constraints that an index carries. */
export const indexedConstraintFields = {
  ...constraintFields,
  columns: z.array(z.string()).readonly(),
  include: z.array(z.string()).readonly(),
  deferrability: deferrabilitySchema,
  /** PostgreSQL 18: the last column is a range or multirange and must not overlap. */
  withoutOverlaps: z.boolean(),
  options: z.record(z.string(), z.string()).readonly(),
  tablespace: z.string().nullable(),
  /** The table is clustered on the key's index. */
  clustered: z.boolean(),
};
