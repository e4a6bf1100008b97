import { objectId, type SequenceOptions } from '#app/catalog';
import { defaultSequenceOptions } from '#app/sql';
import type { SequenceValues, StandAloneSequenceValues } from '../inside/values.ts';
import { type Build, claim, identifier } from './context.ts';

export function addSequence(build: Build, values: StandAloneSequenceValues): void {
  const origin = build.places.objectOrigin(values.exports);
  const schema = values.schema ?? 'public';
  const name = identifier(build, values.name, 'sequence', (kept) => objectId('sequence', schema, kept), origin);
  const id = objectId('sequence', schema, name);
  if (!claim(build, id, origin)) return;
  build.objects.sequence.push({
    kind: 'sequence',
    id,
    comment: null,
    origins: [origin],
    owner: null,
    schema,
    name,
    options: withOptions(values.options, defaultSequenceOptions('bigint', values.options.increment ?? '1')),
    persistence: 'permanent',
    ownedBy: null,
  });
}

/**
 * The settings of an identity column's sequence: drizzle-kit writes every one of them. Going down, it takes the lowest
 * number of `smallint` for every type, since it looks the type up by the wrong name.
 * Source: drizzle-kit 0.31 and 1.0 rc, `minRangeForIdentityBasedOn(column.columnType)`.
 */
export function identityOptions(values: SequenceValues, columnType: string): SequenceOptions {
  const type = columnType === 'integer' || columnType === 'smallint' ? columnType : 'bigint';
  const increment = values.increment ?? '1';
  const implied = defaultSequenceOptions(type, increment);
  const written = increment.startsWith('-') ? { ...implied, min: '-32768' } : implied;
  return withOptions(values, written);
}

function withOptions(values: SequenceValues, implied: SequenceOptions): SequenceOptions {
  const min = values.minValue ?? implied.min;
  const max = values.maxValue ?? implied.max;
  const start = values.startWith ?? (implied.increment.startsWith('-') ? max : min);
  return { ...implied, min, max, start, cache: values.cache ?? implied.cache, cycle: values.cycle };
}
