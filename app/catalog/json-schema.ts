import { z } from 'zod';
import { savedCatalogSchema } from './catalog-schema.ts';

/** The published JSON Schema (draft 2020-12) of a catalog as `raingauge inspect` prints it. */
export function catalogJsonSchema(): object {
  return z.toJSONSchema(savedCatalogSchema, { reused: 'ref' });
}
