import { z } from 'zod';
import { baseFields } from './base.ts';
import { privilegeSchema } from './grant.ts';

/** ALTER DEFAULT PRIVILEGES FOR ROLE … IN SCHEMA …, as a difference from the server's own defaults. */
export const defaultPrivilegeSchema = z
  .object({
    kind: z.literal('default-privilege'),
    ...baseFields,
    role: z.string(),
    schema: z.string().nullable(),
    objectType: z.enum(['tables', 'sequences', 'functions', 'types', 'schemas', 'large objects']),
    grantee: z.string(),
    privileges: z.array(privilegeSchema).readonly(),
    revoked: z.array(z.string()).readonly(),
  })
  .readonly();
export type DefaultPrivilege = z.infer<typeof defaultPrivilegeSchema>;
