import { z } from 'zod';
import { indexedConstraintFields } from './constraint.ts';

export const primaryKeySchema = z.object({ kind: z.literal('primary-key'), ...indexedConstraintFields }).readonly();
export type PrimaryKey = z.infer<typeof primaryKeySchema>;
