import { z } from 'zod';
import { baseFields } from './base.ts';

export const extensionSchema = z
  .object({
    kind: z.literal('extension'),
    ...baseFields,
    name: z.string(),
    schema: z.string(),
    version: z.string().nullable(),
  })
  .readonly();
export type Extension = z.infer<typeof extensionSchema>;
