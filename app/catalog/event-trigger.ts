import { z } from 'zod';
import { ownedFields, qualifiedNameSchema } from './base.ts';

export const eventTriggerSchema = z
  .object({
    kind: z.literal('event-trigger'),
    ...ownedFields,
    name: z.string(),
    event: z.string(),
    tags: z.array(z.string()).readonly(),
    function: qualifiedNameSchema,
    enabled: z.enum(['origin', 'always', 'replica', 'disabled']),
  })
  .readonly();
export type EventTrigger = z.infer<typeof eventTriggerSchema>;
