import { z } from 'zod';
import { qualifiedNameSchema } from './base.ts';
import { constraintFields, deferrabilitySchema } from './constraint.ts';

export const referentialActionSchema = z.enum(['no action', 'restrict', 'cascade', 'set null', 'set default']);
export type ReferentialAction = z.infer<typeof referentialActionSchema>;

export const foreignKeySchema = z
  .object({
    kind: z.literal('foreign-key'),
    ...constraintFields,
    columns: z.array(z.string()).readonly(),
    references: qualifiedNameSchema,
    referencedColumns: z.array(z.string()).readonly(),
    onUpdate: referentialActionSchema,
    onDelete: referentialActionSchema,
    /** `ON DELETE SET NULL (columns)`, PostgreSQL 15; empty means all. */
    onDeleteColumns: z.array(z.string()).readonly(),
    match: z.enum(['simple', 'full', 'partial']),
    deferrability: deferrabilitySchema,
    validated: z.boolean(),
    /** PostgreSQL 18: NOT ENFORCED. */
    enforced: z.boolean(),
    /** PostgreSQL 18: PERIOD on the last column. */
    period: z.boolean(),
  })
  .readonly();
export type ForeignKey = z.infer<typeof foreignKeySchema>;
