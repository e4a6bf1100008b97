import { z } from 'zod';
import { sqlTextSchema } from './base.ts';
import { constraintFields, deferrabilitySchema } from './constraint.ts';

export const exclusionSchema = z
  .object({
    kind: z.literal('exclusion'),
    ...constraintFields,
    method: z.string(),
    elements: z
      .array(
        z
          .object({
            /** A column name, or SQL text where `isExpression`. */
            expression: sqlTextSchema,
            isExpression: z.boolean(),
            operatorClass: z.string().nullable(),
            operatorClassOptions: z.record(z.string(), z.string()).readonly(),
            collation: z.string().nullable(),
            descending: z.boolean(),
            nullsFirst: z.boolean(),
            /** As OPERATOR(schema.op) or bare for pg_catalog. */
            operator: z.string(),
          })
          .readonly(),
      )
      .readonly(),
    predicate: sqlTextSchema.nullable(),
    include: z.array(z.string()).readonly(),
    deferrability: deferrabilitySchema,
    options: z.record(z.string(), z.string()).readonly(),
    tablespace: z.string().nullable(),
  })
  .readonly();
export type Exclusion = z.infer<typeof exclusionSchema>;
