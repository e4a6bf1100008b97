import { z } from 'zod';
import { auditResultSchema } from './audit.ts';
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

/** The published JSON Schema (draft 2020-12) of what `raingauge audit --format json` prints. */
export function auditResultJsonSchema(): object {
  return z.toJSONSchema(auditResultSchema, { reused: 'ref' });
}
