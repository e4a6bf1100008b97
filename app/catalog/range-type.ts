import { z } from 'zod';
import { ownedFields } from './base.ts';

/** `null` stands for what CREATE TYPE … AS RANGE takes when the option is left out. */
export const rangeTypeSchema = z
  .object({
    kind: z.literal('range-type'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    subtype: z.string(),
    operatorClass: z.string().nullable(),
    collation: z.string().nullable(),
    canonical: z.string().nullable(),
    subtypeDiff: z.string().nullable(),
    /** Qualified; `null` before PostgreSQL 14, which has no multiranges. */
    multirange: z.string().nullable(),
  })
  .readonly();
export type RangeType = z.infer<typeof rangeTypeSchema>;
