import { z } from 'zod';
import { ownedFields, qualifiedNameSchema, sqlTextSchema } from './base.ts';

/** Extended statistics: what CREATE STATISTICS makes. Its schema need not be that of its table. */
export const statisticsSchema = z
  .object({
    kind: z.literal('statistics'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    /** A table or a materialized view. */
    on: qualifiedNameSchema,
    /** What is counted, sorted; none for those of a single expression. */
    types: z.array(z.enum(['dependencies', 'mcv', 'ndistinct'])).readonly(),
    /** Sorted: the server keeps them in the order of the table, whatever was said. */
    columns: z.array(z.string()).readonly(),
    expressions: z.array(sqlTextSchema).readonly(),
    /** ALTER STATISTICS … SET STATISTICS; `null` where it follows the columns. */
    target: z.int().nullable(),
  })
  .readonly();
export type ExtendedStatistics = z.infer<typeof statisticsSchema>;
