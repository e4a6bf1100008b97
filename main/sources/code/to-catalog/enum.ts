import { objectId } from '#app/catalog';
import type { EnumValues } from '../inside/values.ts';
import { type Build, claim, identifier } from './context.ts';

export function addEnum(build: Build, values: EnumValues): void {
  const origin = build.places.objectOrigin(values.exports);
  const schema = values.schema ?? 'public';
  const name = identifier(build, values.name, 'enum', (kept) => objectId('enum', schema, kept), origin);
  const id = objectId('enum', schema, name);
  if (!claim(build, id, origin)) return;
  build.objects.enum.push({
    kind: 'enum',
    id,
    comment: null,
    origins: [origin],
    owner: null,
    schema,
    name,
    labels: values.labels,
  });
}
