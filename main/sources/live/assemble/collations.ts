import { type Collation, objectId } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { Names } from './names.ts';

const PROVIDERS = { c: 'libc', i: 'icu', b: 'builtin' } as const;

export function assembleCollations(rows: CatalogRows, names: Names): Collation[] {
  return rows.ownCollations.flatMap((row): Collation[] => {
    const schema = names.schema(row.schema);
    const id = objectId('collation', schema, row.name);
    if (names.ofExtension('pg_collation', row.oid, id)) return [];
    return [
      {
        kind: 'collation',
        ...names.base(id, names.comment('pg_collation', row.oid)),
        owner: names.role(row.owner),
        schema,
        name: row.name,
        provider: PROVIDERS[row.provider],
        locale: row.locale ?? '',
        characterType: row.character_type === row.locale ? null : row.character_type,
        deterministic: row.deterministic,
        rules: row.rules,
      },
    ];
  });
}
