import { z } from 'zod';
import { bigintTextSchema, ownedFields } from './base.ts';

/** Settings shared by stand-alone, serial and identity sequences. */
export const sequenceOptionsSchema = z
  .object({
    type: z.enum(['smallint', 'integer', 'bigint']),
    start: bigintTextSchema,
    min: bigintTextSchema,
    max: bigintTextSchema,
    increment: bigintTextSchema,
    cache: bigintTextSchema,
    cycle: z.boolean(),
  })
  .readonly();
export type SequenceOptions = z.infer<typeof sequenceOptionsSchema>;

/** A sequence that stands alone or that a serial column owns. An identity column's sequence is part of the column. */
export const sequenceSchema = z
  .object({
    kind: z.literal('sequence'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    options: sequenceOptionsSchema,
    persistence: z.enum(['permanent', 'unlogged']),
    ownedBy: z.object({ schema: z.string(), table: z.string(), column: z.string() }).readonly().nullable(),
  })
  .readonly();
export type Sequence = z.infer<typeof sequenceSchema>;
