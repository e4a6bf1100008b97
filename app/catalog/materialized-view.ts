import { z } from 'zod';
import { optionsSchema, ownedFields, sqlTextSchema } from './base.ts';
import { viewColumnSchema } from './view.ts';

export const materializedViewSchema = z
  .object({
    kind: z.literal('materialized-view'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    columns: z.array(viewColumnSchema).readonly(),
    definition: sqlTextSchema,
    populated: z.boolean(),
    options: optionsSchema,
    accessMethod: z.string().nullable(),
    tablespace: z.string().nullable(),
  })
  .readonly();
export type MaterializedView = z.infer<typeof materializedViewSchema>;
