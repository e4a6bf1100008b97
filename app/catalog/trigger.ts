import { z } from 'zod';
import { baseFields, qualifiedNameSchema, sqlTextSchema } from './base.ts';
import { deferrabilitySchema } from './constraint.ts';

export const triggerSchema = z
  .object({
    kind: z.literal('trigger'),
    ...baseFields,
    schema: z.string(),
    /** A table or a view. */
    table: z.string(),
    name: z.string(),
    timing: z.enum(['before', 'after', 'instead of']),
    level: z.enum(['row', 'statement']),
    events: z.array(z.enum(['insert', 'delete', 'update', 'truncate'])).readonly(),
    /** UPDATE OF columns. */
    updateOf: z.array(z.string()).readonly(),
    when: sqlTextSchema.nullable(),
    function: qualifiedNameSchema,
    arguments: z.array(z.string()).readonly(),
    oldTable: z.string().nullable(),
    newTable: z.string().nullable(),
    constraint: z.boolean(),
    /** FROM of a constraint trigger. */
    referencedTable: qualifiedNameSchema.nullable(),
    deferrability: deferrabilitySchema,
    enabled: z.enum(['origin', 'always', 'replica', 'disabled']),
    /** True where a partition has it from its parent. */
    inherited: z.boolean(),
  })
  .readonly();
export type Trigger = z.infer<typeof triggerSchema>;
