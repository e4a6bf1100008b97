import { z } from 'zod';
import { objectIdSchema, problemSchema } from '#app/catalog';
import { clientSchema, projectFactsSchema } from './client.ts';
import { usageKindSchema } from './kinds.ts';
import { settingUseSchema } from './setting.ts';

/** The condition of a statement: its `where`, and what its joins are on. */
export const usageConditionSchema = z
  .object({
    /** Columns that it names, of any table, sorted. */
    columns: z.array(objectIdSchema).readonly(),
    /** True where a part of it is made elsewhere and may name more. */
    opaque: z.boolean(),
  })
  .readonly();
export type UsageCondition = z.infer<typeof usageConditionSchema>;

/** One place where the project's code touches an object of the schema. */
export const usageSchema = z
  .object({
    object: objectIdSchema,
    kind: usageKindSchema,
    /** Whether it is written with Drizzle or in SQL of the project's own. */
    via: z.enum(['drizzle', 'sql']),
    /** Relative to the project, forward slashes; `../` where another package of the workspace uses the schema. */
    file: z.string(),
    /** 1-based, in characters, of the name itself: inside a string or template too. */
    line: z.int().positive(),
    column: z.int().positive(),
    /** The line of code, trimmed and cut, without secrets. */
    text: z.string(),
    /** True in a file of tests. */
    test: z.boolean(),
    /** Of statements: what they are restricted by; `null` where by nothing. */
    condition: usageConditionSchema.nullable().optional(),
    /** Of statements that read or write every column, though they name none. */
    wholeRow: z.literal(true).optional(),
  })
  .readonly();
export type Usage = z.infer<typeof usageSchema>;

/** Where a project's code uses its schema; also the JSON of `raingauge inspect code --usages`. */
export const usagesSchema = z
  .object({
    schemaVersion: z.literal(1),
    /** False where a problem leaves a file unread. */
    complete: z.boolean(),
    /** By object, then file and place. */
    usages: z.array(usageSchema).readonly(),
    /** Where clients of the database are made, by file and place. */
    clients: z.array(clientSchema).readonly().optional(),
    /** Where settings of the session are made, by file and place. */
    settings: z.array(settingUseSchema).readonly().optional(),
    /** What the files beside the code tell. */
    project: projectFactsSchema.optional(),
    /** Files that could not be read or parsed, and what else should be known. */
    problems: z.array(problemSchema).readonly(),
    /** How many files were looked at, and in how many something was found. */
    files: z.object({ read: z.int(), using: z.int() }).readonly(),
  })
  .readonly();
export type Usages = z.infer<typeof usagesSchema>;
