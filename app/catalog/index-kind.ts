import { z } from 'zod';
import { ownedFields, sqlTextSchema } from './base.ts';

export const indexKeySchema = z
  .object({
    /** A column name, or SQL text where `isExpression`. */
    expression: sqlTextSchema,
    isExpression: z.boolean(),
    /** Qualified outside pg_catalog; `null` where it is the default of the type and method. */
    operatorClass: z.string().nullable(),
    operatorClassOptions: z.record(z.string(), z.string()).readonly(),
    /** `null` where it is the column's or expression's own. */
    collation: z.string().nullable(),
    descending: z.boolean(),
    nullsFirst: z.boolean(),
  })
  .readonly();
export type IndexKey = z.infer<typeof indexKeySchema>;

/** An index that no constraint owns. This file is not named index.ts because that is the door of the stage. */
export const indexSchema = z
  .object({
    kind: z.literal('index'),
    ...ownedFields,
    schema: z.string(),
    /** A table or a materialized view. */
    table: z.string(),
    name: z.string(),
    method: z.string(),
    unique: z.boolean(),
    nullsNotDistinct: z.boolean(),
    keys: z.array(indexKeySchema).readonly(),
    include: z.array(z.string()).readonly(),
    predicate: sqlTextSchema.nullable(),
    options: z.record(z.string(), z.string()).readonly(),
    tablespace: z.string().nullable(),
    /** ALTER INDEX … SET STATISTICS of expressions, by their place among the keys (from 1). */
    statisticsTargets: z.record(z.string(), z.int()).readonly(),
    /** False after a failed CREATE INDEX CONCURRENTLY, and for a partitioned index with a missing child. */
    valid: z.boolean(),
    /** The table is clustered on this index. */
    clustered: z.boolean(),
    /** True where the index of a partition is attached to the parent's. */
    inherited: z.boolean(),
  })
  .readonly();
export type Index = z.infer<typeof indexSchema>;
