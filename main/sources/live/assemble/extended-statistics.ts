import { compareText, type ExtendedStatistics, objectId } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { Names } from './names.ts';
import { numbersOfVector } from './text.ts';

const TYPES = { d: 'ndistinct', f: 'dependencies', m: 'mcv' } as const;

export function assembleStatistics(rows: CatalogRows, names: Names): ExtendedStatistics[] {
  return rows.extendedStatistics.flatMap((row): ExtendedStatistics[] => {
    const schema = names.schema(row.schema);
    const id = objectId('statistics', schema, row.name);
    const relation = names.listed(row.relation);
    if (names.ofExtension('pg_statistic_ext', row.oid, id) || !relation) return [];
    const columns = [...names.columns(relation, numbersOfVector(row.columns))].sort(compareText);
    const expressions = row.expressions ?? [];
    // A single expression has plain statistics and no word for them.
    const isPlain = columns.length === 0 && expressions.length === 1;
    const letters = isPlain ? [] : row.types.split(',');
    return [
      {
        kind: 'statistics',
        ...names.base(id, names.comment('pg_statistic_ext', row.oid)),
        owner: names.role(row.owner),
        schema,
        name: row.name,
        on: { schema: relation.schema, name: relation.name },
        types: letters.flatMap((letter) => TYPES[letter as keyof typeof TYPES] ?? []).sort(),
        columns,
        expressions,
        target: row.target,
      },
    ];
  });
}
