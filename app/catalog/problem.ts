import { z } from 'zod';
import { objectIdSchema } from './base.ts';
import { originSchema, sourceKindSchema } from './origin.ts';

/**
 * Something that could not be read, was replaced, or should be known. `unread` problems make a result incomplete
 * (exit code 2); `replaced` and `note` do not.
 */
export const problemSchema = z
  .object({
    /** Stable, kebab-case: `config-throws`, `schema-file-throws`, `permission-denied` … */
    code: z.string(),
    effect: z.enum(['unread', 'replaced', 'note']),
    /** One sentence: what failed and where. */
    message: z.string(),
    /** One sentence: what the person can do about it. */
    remedy: z.string().nullable(),
    object: objectIdSchema.nullable(),
    origin: originSchema.nullable(),
    /** The underlying error's own words. Never a secret. */
    cause: z.string().nullable(),
    /** Of a statement that fails for want of what an earlier one failed to make: where that one stands. */
    because: originSchema.optional(),
  })
  .readonly();
export type Problem = z.infer<typeof problemSchema>;

/** What is wrong and what to do about it, a sentence each. A server's own words end in no full stop. */
export function sayProblem({ message, remedy }: Pick<Problem, 'message' | 'remedy'>): string {
  return remedy === null ? message : `${endSentence(message)} ${remedy}`;
}

export function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

export const sourceSchema = z
  .object({
    kind: sourceKindSchema,
    /** What a person calls it: `code`, `live`, an environment's name, a file's path, a URL without its password. */
    label: z.string(),
  })
  .readonly();
export type Source = z.infer<typeof sourceSchema>;
