import { z } from 'zod';
import { optionsSchema, ownedFields, qualifiedNameSchema, sqlTextSchema } from './base.ts';

export const tableSchema = z
  .object({
    kind: z.literal('table'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    persistence: z.enum(['permanent', 'unlogged']),
    /** `pg_get_partkeydef`: `RANGE (created_at)`. */
    partitionKey: sqlTextSchema.nullable(),
    /** The parent and `FOR VALUES …` or `DEFAULT`. */
    partitionOf: z.object({ parent: qualifiedNameSchema, bound: sqlTextSchema }).readonly().nullable(),
    /** Parents by INHERITS, in order; partitions have `partitionOf` instead. */
    inherits: z.array(qualifiedNameSchema).readonly(),
    /** CREATE TABLE … OF: the composite type whose attributes are its columns. */
    ofType: qualifiedNameSchema.nullable(),
    /** Foreign tables only. */
    foreign: z.object({ server: z.string(), options: optionsSchema }).readonly().nullable(),
    rowSecurity: z.boolean(),
    forceRowSecurity: z.boolean(),
    /** `default`, `full`, `nothing`, or `index <name>`. */
    replicaIdentity: z.string(),
    /** `null` where it is the server's default (heap). */
    accessMethod: z.string().nullable(),
    tablespace: z.string().nullable(),
    options: optionsSchema,
  })
  .readonly();
export type Table = z.infer<typeof tableSchema>;
