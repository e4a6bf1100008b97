import { z } from 'zod';
import { ownedFields, sqlTextSchema } from './base.ts';

export const domainCheckSchema = z
  .object({ name: z.string(), expression: sqlTextSchema, validated: z.boolean(), comment: z.string().nullable() })
  .readonly();

export const domainSchema = z
  .object({
    kind: z.literal('domain'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    type: z.string(),
    collation: z.string().nullable(),
    default: sqlTextSchema.nullable(),
    notNull: z.boolean(),
    checks: z.array(domainCheckSchema).readonly(),
  })
  .readonly();
export type Domain = z.infer<typeof domainSchema>;
