import { type Origin, objectId } from '#app/catalog';
import type { WalkedSchema } from '../inside/values.ts';
import type { Build } from './context.ts';

/** `public`, the schemas that are exported, and those that something else is declared in. */
export function addSchemas(build: Build, walked: WalkedSchema): void {
  const origins = new Map<string, Origin[]>([['public', []]]);
  for (const schema of walked.schemas) origins.set(schema.name, [build.places.objectOrigin(schema.exports)]);
  for (const { schema } of [...walked.tables, ...walked.enums, ...walked.sequences, ...walked.views]) {
    if (schema !== null && !origins.has(schema)) origins.set(schema, []);
  }
  for (const [name, places] of origins) {
    build.objects.schema.push({
      kind: 'schema',
      id: objectId('schema', name),
      comment: null,
      origins: places,
      owner: null,
      name,
    });
  }
}
