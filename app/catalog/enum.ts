import { z } from 'zod';
import { ownedFields } from './base.ts';

export const enumSchema = z
  .object({
    kind: z.literal('enum'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    /** In sort order. */
    labels: z.array(z.string()).readonly(),
  })
  .readonly();
export type Enum = z.infer<typeof enumSchema>;
