import { z } from 'zod';
import { baseFields, objectIdSchema } from './base.ts';

export const privilegeSchema = z.object({ privilege: z.string(), grantable: z.boolean() }).readonly();
export type Privilege = z.infer<typeof privilegeSchema>;

/**
 * The privileges one grantee holds on one object (or one column of a table), as a difference from what the owner and
 * PUBLIC have by default on that server (`acldefault`). `revoked` are defaults that were taken away.
 */
export const grantSchema = z
  .object({
    kind: z.literal('grant'),
    ...baseFields,
    on: objectIdSchema,
    /** `public` stands for PUBLIC. */
    grantee: z.string(),
    /** Sorted by privilege. */
    privileges: z.array(privilegeSchema).readonly(),
    revoked: z.array(z.string()).readonly(),
  })
  .readonly();
export type Grant = z.infer<typeof grantSchema>;
