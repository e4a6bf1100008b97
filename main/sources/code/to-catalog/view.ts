import { objectId } from '#app/catalog';
import type { ViewValues } from '../inside/values.ts';
import { type Build, claim, identifier } from './context.ts';
import { withNamesCut } from './expression.ts';
import { sorted } from './index-kind.ts';

/** Columns stay empty: only a server that has parsed the query knows them. */
export function addView(build: Build, values: ViewValues): void {
  const origin = build.places.objectOrigin(values.exports);
  const schema = values.schema ?? 'public';
  const name = identifier(
    build,
    values.name,
    'view',
    (kept) => objectId(values.materialized ? 'materialized-view' : 'view', schema, kept),
    origin,
  );
  const id = objectId(values.materialized ? 'materialized-view' : 'view', schema, name);
  if (!claim(build, id, origin)) return;
  const common = {
    id,
    comment: null,
    origins: [origin],
    owner: null,
    schema,
    name,
    columns: [],
    definition: withNamesCut(values.definition),
    options: sorted(values.with),
  };
  if (!values.materialized) {
    build.objects.view.push({ kind: 'view', ...common });
    return;
  }
  build.objects['materialized-view'].push({
    kind: 'materialized-view',
    ...common,
    populated: !values.withNoData,
    accessMethod: values.using === 'heap' ? null : values.using,
    tablespace: values.tablespace === 'pg_default' ? null : values.tablespace,
  });
}
