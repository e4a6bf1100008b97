import { z } from 'zod';
import { originSchema } from '#app/catalog';

/** Every way a request can fail, as a stable code. A person is shown `message` and `remedy`; `cause` is for the log. */
export const errorCodeSchema = z.enum([
  'project-not-found',
  'config-not-found',
  'config-throws',
  'config-not-postgresql',
  'schema-not-found',
  'source-not-available',
  'source-not-found',
  'connection-refused',
  'connection-lost',
  'authentication-failed',
  'permission-denied',
  'not-postgresql',
  'server-too-old',
  'timed-out',
  'sandbox-limit',
  'shadow-failed',
  'cancelled',
  'bad-input',
  'file-not-found',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** An error as data: how it crosses the contract. */
export const errorDataSchema = z
  .object({
    code: errorCodeSchema,
    /** What failed and where, in one sentence. */
    message: z.string(),
    /** What the person can do, in one sentence. */
    remedy: z.string(),
    origin: originSchema.nullable(),
    /** The underlying error's own words. Never a secret. */
    cause: z.string().nullable(),
  })
  .readonly();
export type ErrorData = z.infer<typeof errorDataSchema>;
