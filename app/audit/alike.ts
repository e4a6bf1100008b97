import type { ForeignKey, Index, Origin, Unique } from '#app/catalog';
import { lookupOf } from '#app/catalog';
import type { AuditContext } from './context.ts';

type Key = ForeignKey | Unique | Index;

/**
 * Where a key or index was made, in every source that has one of the same structure: their names mostly differ. Code first.
 * `undefined` where no source says.
 */
export function originsAlike({ sources }: AuditContext, key: Key): { readonly origins?: readonly Origin[] } {
  const wanted = structureOf(key);
  const origins = [sources.code, sources.migrations, sources.live].flatMap((reading) => {
    if (!reading) return [];
    const children = lookupOf(reading.catalog).childrenOf(key.schema, key.table);
    const keys: readonly Key[] = [...children.unique, ...children.index, ...children['foreign-key']];
    return keys.find((one) => structureOf(one) === wanted)?.origins ?? [];
  });
  return origins.length > 0 ? { origins } : {};
}

/** A unique constraint and a unique index of the same columns are alike. */
function structureOf(key: Key): string {
  if (key.kind === 'foreign-key') {
    const { columns, references } = key;
    return JSON.stringify(['foreign-key', columns, references.schema, references.name]);
  }
  const columns = key.kind === 'unique' ? key.columns : key.keys.map(({ expression }) => expression);
  const isUnique = key.kind === 'unique' || key.unique;
  return JSON.stringify([isUnique ? 'unique' : 'index', columns]);
}
