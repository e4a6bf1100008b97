import { z } from 'zod';
import { indexedConstraintFields } from './constraint.ts';

export const uniqueSchema = z
  .object({
    kind: z.literal('unique'),
    ...indexedConstraintFields,
    /** NULLS NOT DISTINCT, PostgreSQL 15. */
    nullsNotDistinct: z.boolean(),
  })
  .readonly();
export type Unique = z.infer<typeof uniqueSchema>;
