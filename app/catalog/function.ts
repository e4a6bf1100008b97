import { z } from 'zod';
import { ownedFields, sqlTextSchema } from './base.ts';

/** A function, procedure, window function or aggregate. */
export const functionSchema = z
  .object({
    kind: z.literal('function'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    routine: z.enum(['function', 'procedure', 'window', 'aggregate']),
    /**
     * The types of the input arguments, what tells overloads apart: `uuid, text`; of an aggregate as
     * `pg_get_function_identity_arguments` prints them (`ORDER BY` included).
     */
    identityArguments: z.string(),
    /** `pg_get_function_arguments`: names, modes and defaults too. */
    arguments: z.string(),
    /** `pg_get_function_result`; `null` for procedures. */
    returns: z.string().nullable(),
    language: z.string(),
    /** `prosrc`, or the whole `BEGIN ATOMIC …`/`RETURN …` where `sqlBody`; for aggregates the definition's options. */
    body: sqlTextSchema,
    sqlBody: z.boolean(),
    /** `probin` of C functions. */
    library: z.string().nullable(),
    volatility: z.enum(['immutable', 'stable', 'volatile']),
    strict: z.boolean(),
    securityDefiner: z.boolean(),
    leakproof: z.boolean(),
    parallel: z.enum(['unsafe', 'restricted', 'safe']),
    cost: z.number(),
    rows: z.number(),
    /** SUPPORT: the planner support function, qualified outside pg_catalog. */
    support: z.string().nullable(),
    /** TRANSFORM FOR TYPE …, types as `format_type` prints them. */
    transforms: z.array(z.string()).readonly(),
    /** SET clauses as `name=value`, in order. */
    config: z.array(z.string()).readonly(),
  })
  .readonly();
export type Routine = z.infer<typeof functionSchema>;
