import { z } from 'zod';
import { ownedFields } from './base.ts';

export const collationSchema = z
  .object({
    kind: z.literal('collation'),
    ...ownedFields,
    schema: z.string(),
    name: z.string(),
    provider: z.enum(['libc', 'icu', 'builtin']),
    /** LC_COLLATE of libc, the locale of the others. */
    locale: z.string(),
    /** LC_CTYPE of libc where it is another one; `null` otherwise. */
    characterType: z.string().nullable(),
    deterministic: z.boolean(),
    /** Tailoring rules of ICU, PostgreSQL 16. */
    rules: z.string().nullable(),
  })
  .readonly();
export type Collation = z.infer<typeof collationSchema>;
