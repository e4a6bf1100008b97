import { z } from 'zod';
import { sqlTextSchema } from './base.ts';
import { constraintFields } from './constraint.ts';

export const checkSchema = z
  .object({
    kind: z.literal('check'),
    ...constraintFields,
    expression: sqlTextSchema,
    noInherit: z.boolean(),
    validated: z.boolean(),
    /** PostgreSQL 18: NOT ENFORCED. */
    enforced: z.boolean(),
  })
  .readonly();
export type Check = z.infer<typeof checkSchema>;
