import { z } from 'zod';
import { optionsSchema, ownedFields, sqlTextSchema } from './base.ts';

export const viewColumnSchema = z
  .object({
    name: z.string(),
    type: z.string(),
    /** What INSERT puts in where it names the column not. Views only. */
    default: sqlTextSchema.nullable(),
    comment: z.string().nullable(),
  })
  .readonly();
export type ViewColumn = z.infer<typeof viewColumnSchema>;

export const viewSchema = z
  .object({
    kind: z.literal('view'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    /** Empty where the source cannot tell (code, before a server has parsed the query). */
    columns: z.array(viewColumnSchema).readonly(),
    /** The query without a trailing semicolon. */
    definition: sqlTextSchema,
    /** security_invoker, security_barrier, check_option. */
    options: optionsSchema,
  })
  .readonly();
export type View = z.infer<typeof viewSchema>;
