import { z } from 'zod';
import { catalogSchema } from './catalog-schema.ts';

/** The published JSON Schema (draft 2020-12) of a catalog's JSON form. */
export function catalogJsonSchema(): object {
  return z.toJSONSchema(catalogSchema, { reused: 'ref' });
}
