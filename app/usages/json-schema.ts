import { z } from 'zod';
import { usagesSchema } from './usage.ts';

/** The published JSON Schema (draft 2020-12) of what `raingauge inspect code --usages --format json` prints. */
export function usagesJsonSchema(): object {
  return z.toJSONSchema(usagesSchema, { reused: 'ref' });
}
