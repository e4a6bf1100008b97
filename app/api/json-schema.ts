import { z } from 'zod';
import { driftResultSchema } from './values.ts';

/** The published JSON Schema (draft 2020-12) of what `raingauge drift --format json` prints. */
export function driftResultJsonSchema(): object {
  return z.toJSONSchema(driftResultSchema, { reused: 'ref' });
}
