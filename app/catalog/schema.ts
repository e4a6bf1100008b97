import { z } from 'zod';
import { ownedFields } from './base.ts';

export const schemaSchema = z.object({ kind: z.literal('schema'), ...ownedFields, name: z.string() }).readonly();
export type Schema = z.infer<typeof schemaSchema>;
