import { z } from 'zod';

/** Where a catalog comes from. `sql` is a file of statements, `url` a database named ad hoc, `saved` a catalog as JSON. */
export const sourceKindSchema = z.enum(['code', 'migrations', 'live', 'sql', 'url', 'saved']);
export type SourceKind = z.infer<typeof sourceKindSchema>;

/**
 * The place that made (or last changed) an object. `file` is relative to the project with forward slashes; `line` and
 * `column` count from 1; `statement` is the 1-based number of the statement in the file.
 */
export const originSchema = z
  .object({
    source: sourceKindSchema,
    file: z.string().optional(),
    line: z.int().positive().optional(),
    column: z.int().positive().optional(),
    statement: z.int().positive().optional(),
  })
  .readonly();
export type Origin = z.infer<typeof originSchema>;
