import { z } from 'zod';
import { baseFields } from './base.ts';

/** A membership in `role`. `inherit` and `set` are per membership since PostgreSQL 16; before, they follow the role. */
export const roleMembershipSchema = z
  .object({ role: z.string(), admin: z.boolean(), inherit: z.boolean(), set: z.boolean() })
  .readonly();

/** Defaults are those of CREATE ROLE. Passwords are never read. */
export const roleSchema = z
  .object({
    kind: z.literal('role'),
    ...baseFields,
    name: z.string(),
    superuser: z.boolean(),
    createDb: z.boolean(),
    createRole: z.boolean(),
    inherit: z.boolean(),
    login: z.boolean(),
    replication: z.boolean(),
    bypassRls: z.boolean(),
    connectionLimit: z.int(),
    /** When its password stops working, as `timestamptz` in UTC prints; `null` for never. */
    validUntil: z.string().nullable(),
    /** ALTER ROLE … SET for all databases, as `name=value`, sorted. */
    config: z.array(z.string()).readonly(),
    memberOf: z.array(roleMembershipSchema).readonly(),
  })
  .readonly();
export type Role = z.infer<typeof roleSchema>;
