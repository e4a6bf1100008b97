import { z } from 'zod';
import { baseFields, optionsSchema, sqlTextSchema } from './base.ts';
import { sequenceOptionsSchema } from './sequence.ts';

/** A column of a table. Columns of views are plain values of the view. */
export const columnSchema = z
  .object({
    kind: z.literal('column'),
    ...baseFields,
    schema: z.string(),
    table: z.string(),
    name: z.string(),
    /** 1-based among the columns that exist; dropped columns leave no gap. */
    position: z.int().positive(),
    /** As `format_type` prints it with an empty search_path: `character varying(255)`, `public.mood[]`. */
    type: z.string(),
    /** Qualified; `null` where it is the type's own. */
    collation: z.string().nullable(),
    notNull: z.boolean(),
    /**
     * PostgreSQL 18 makes NOT NULL a constraint: its name and state. `null` where the name is PostgreSQL's own or comes from
     * a parent, and the constraint is like that of older servers. Of a partition that has it from its parent, a name is one that
     * is not the parent's.
     */
    notNullConstraint: z
      .object({ name: z.string(), validated: z.boolean(), noInherit: z.boolean() })
      .readonly()
      .nullable(),
    /** Not the expression of a generated column. */
    default: sqlTextSchema.nullable(),
    identity: z
      .object({
        generated: z.enum(['always', 'by default']),
        sequence: z.object({ schema: z.string(), name: z.string() }).readonly(),
        options: sequenceOptionsSchema,
      })
      .readonly()
      .nullable(),
    generated: z
      .object({ expression: sqlTextSchema, storage: z.enum(['stored', 'virtual']) })
      .readonly()
      .nullable(),
    /** `null` where it is the type's default. */
    storage: z.enum(['plain', 'external', 'extended', 'main']).nullable(),
    compression: z.enum(['pglz', 'lz4']).nullable(),
    statisticsTarget: z.int().nullable(),
    options: optionsSchema,
    /** OPTIONS of a foreign table's column. */
    foreignOptions: optionsSchema,
    /** True where the column comes from a parent (partition or INHERITS) and is not declared by the table itself. */
    inherited: z.boolean(),
  })
  .readonly();
export type Column = z.infer<typeof columnSchema>;
