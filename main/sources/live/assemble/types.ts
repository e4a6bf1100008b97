import {
  type CompositeType,
  compareText,
  type Domain,
  type Enum,
  type Kind,
  type ObjectId,
  objectId,
  type RangeType,
} from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import { CONSTRAINT_FLAGS } from '../queries/constraints.ts';
import type { TypeRow } from '../queries/types.ts';
import { detailsOf } from './column-details.ts';
import { groupBy } from './group.ts';
import type { Names } from './names.ts';

/** The kind a type is listed under, by `pg_type.typtype`. */
export const KIND_OF_TYPE = {
  e: 'enum',
  d: 'domain',
  r: 'range-type',
  c: 'composite-type',
} as const satisfies Record<TypeRow['type'], Kind>;

interface Types {
  readonly enum: Enum[];
  readonly domain: Domain[];
  readonly 'range-type': RangeType[];
  readonly 'composite-type': CompositeType[];
}

export function typeId(row: TypeRow, names: Names): ObjectId {
  return objectId(KIND_OF_TYPE[row.type], names.schema(row.schema), row.name);
}

export function assembleTypes(rows: CatalogRows, names: Names): Types {
  const types: Types = { enum: [], domain: [], 'range-type': [], 'composite-type': [] };
  const labels = groupBy(rows.enumLabels, (row) => row.type);
  const checks = groupBy(rows.constraints, (row) => row.domain);
  const ranges = new Map(rows.ranges.map((row) => [row.type, row]));
  for (const row of rows.types) {
    const id = typeId(row, names);
    if (names.ofExtension('pg_type', row.oid, id)) continue;
    const common = {
      ...names.base(id, names.comment('pg_type', row.oid)),
      owner: names.role(row.owner),
      schema: names.schema(row.schema),
      name: row.name,
    };
    if (row.type === 'e') {
      const sorted = [...(labels.get(row.oid) ?? [])].sort((a, b) => a.position - b.position);
      types.enum.push({ kind: 'enum', ...common, labels: sorted.map(({ label }) => label) });
    } else if (row.type === 'd') {
      types.domain.push({
        kind: 'domain',
        ...common,
        type: row.base ?? '',
        collation: names.collation(row.collation),
        default: row.default,
        notNull: row.not_null,
        checks: (checks.get(row.oid) ?? [])
          .map(({ oid, name, expression, flags }) => ({
            name,
            expression: expression ?? '',
            validated: (flags & CONSTRAINT_FLAGS.validated) !== 0,
            comment: names.comment('pg_constraint', oid),
          }))
          .sort((a, b) => compareText(a.name, b.name)),
      });
    } else if (row.type === 'r') {
      const range = ranges.get(row.oid);
      types['range-type'].push({
        kind: 'range-type',
        ...common,
        subtype: range?.subtype ?? '',
        operatorClass: range?.operator_class ?? null,
        collation: names.collation(range?.collation ?? null),
        canonical: range?.canonical ?? null,
        subtypeDiff: range?.subtype_diff ?? null,
        multirange: range?.multirange ?? null,
      });
    } else {
      types['composite-type'].push({
        kind: 'composite-type',
        ...common,
        attributes: Object.values(names.relations.get(row.relation)?.columns ?? []).map((column) => ({
          name: column.name,
          type: column.type,
          collation: names.collation(detailsOf(column).collation),
          comment: names.comment('pg_class', row.relation, column.number),
        })),
      });
    }
  }
  return types;
}
