import { z } from 'zod';
import { originSchema } from './origin.ts';

/** `<kind>:<quoted parts>`, see identity.ts. */
export const objectIdSchema = z.string();
export type ObjectId = z.infer<typeof objectIdSchema>;

/** A qualified name of a relation, type or function: never quoted, the two parts as PostgreSQL stores them. */
export const qualifiedNameSchema = z.object({ schema: z.string(), name: z.string() }).readonly();
export type QualifiedName = z.infer<typeof qualifiedNameSchema>;

/** What every object carries. `comment` is COMMENT ON's text. */
export const baseFields = {
  id: objectIdSchema,
  comment: z.string().nullable(),
  origins: z.array(originSchema).readonly(),
};

/** Objects that a role owns; `null` where the source does not say (code). */
export const ownedFields = { ...baseFields, owner: z.string().nullable() };

/** SQL text: as PostgreSQL deparses it (live), or as it was written (code). Two texts are only compared by the judge. */
export const sqlTextSchema = z.string();

/** `name=value` settings: storage parameters, view options, function SET clauses; sorted by name. */
export const optionsSchema = z.record(z.string(), z.string()).readonly();
export type Options = z.infer<typeof optionsSchema>;

/** 64-bit numbers are decimal strings, since JSON numbers lose digits above 2^53. */
export const bigintTextSchema = z.string().regex(/^-?\d+$/);
