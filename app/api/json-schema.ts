import { z } from 'zod';
import { isolationResultSchema } from './isolation.ts';
import { driftResultSchema } from './values.ts';

/** The published JSON Schema (draft 2020-12) of what `raingauge drift --format json` prints. */
export function driftResultJsonSchema(): object {
  return z.toJSONSchema(driftResultSchema, { reused: 'ref' });
}

/** The published JSON Schema (draft 2020-12) of what `raingauge isolation --format json` prints. */
export function isolationResultJsonSchema(): object {
  return z.toJSONSchema(isolationResultSchema, { reused: 'ref' });
}
