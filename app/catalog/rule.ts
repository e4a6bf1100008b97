import { z } from 'zod';
import { baseFields, sqlTextSchema } from './base.ts';

/** A rewrite rule other than a view's own `_RETURN`. */
export const ruleSchema = z
  .object({
    kind: z.literal('rule'),
    ...baseFields,
    schema: z.string(),
    table: z.string(),
    name: z.string(),
    /** `pg_get_ruledef` without the trailing semicolon. */
    definition: sqlTextSchema,
    enabled: z.enum(['origin', 'always', 'replica', 'disabled']),
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;
