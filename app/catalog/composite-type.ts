import { z } from 'zod';
import { ownedFields } from './base.ts';

export const compositeTypeSchema = z
  .object({
    kind: z.literal('composite-type'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    attributes: z
      .array(
        z
          .object({
            name: z.string(),
            type: z.string(),
            collation: z.string().nullable(),
            comment: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();
export type CompositeType = z.infer<typeof compositeTypeSchema>;
