import { z } from 'zod';
import { baseFields, sqlTextSchema } from './base.ts';

export const policyCommandSchema = z.enum(['all', 'select', 'insert', 'update', 'delete']);
export type PolicyCommand = z.infer<typeof policyCommandSchema>;

export const policySchema = z
  .object({
    kind: z.literal('policy'),
    ...baseFields,
    schema: z.string(),
    table: z.string(),
    name: z.string(),
    permissive: z.boolean(),
    command: policyCommandSchema,
    /** Sorted; `public` stands for PUBLIC. */
    roles: z.array(z.string()).readonly(),
    using: sqlTextSchema.nullable(),
    check: sqlTextSchema.nullable(),
  })
  .readonly();
export type Policy = z.infer<typeof policySchema>;
