import { z } from 'zod';
import { ownedFields, sqlTextSchema } from './base.ts';

export const publicationSchema = z
  .object({
    kind: z.literal('publication'),
    ...ownedFields,
    name: z.string(),
    allTables: z.boolean(),
    operations: z.array(z.enum(['insert', 'update', 'delete', 'truncate'])).readonly(),
    viaRoot: z.boolean(),
    /** publish_generated_columns, PostgreSQL 18. */
    generatedColumns: z.enum(['none', 'stored']),
    schemas: z.array(z.string()).readonly(),
    tables: z
      .array(
        z
          .object({
            schema: z.string(),
            name: z.string(),
            /** Empty means all columns. */
            columns: z.array(z.string()).readonly(),
            where: sqlTextSchema.nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type Publication = z.infer<typeof publicationSchema>;
