import { type Column, compareText, type Sequence, type SequenceOptions } from '#app/catalog';
import { makeObjectName } from '#app/sql';
import type { CatalogRows } from '../queries/all.ts';
import { type ColumnRow, INHERITED, NOT_NULL, type NotNullRow } from '../queries/columns.ts';
import type { SequenceRow } from '../queries/relations.ts';
import { detailsOf } from './column-details.ts';
import { childId, KIND_OF_RELATION, type Names, type RelationName } from './names.ts';
import { relationFields } from './tables.ts';
import { optionsOf } from './text.ts';

const STORAGE = { p: 'plain', e: 'external', x: 'extended', m: 'main' } as const;
const COMPRESSION = { p: 'pglz', l: 'lz4' } as const;

/** What a column takes from other queries: by relation, then by attribute number. */
interface ColumnParts {
  readonly expressions: ReadonlyMap<number, readonly (string | null)[]>;
  readonly identities: ReadonlyMap<number, readonly SequenceRow[]>;
  readonly notNulls: ReadonlyMap<number, readonly NotNullRow[]>;
}

export function assembleColumns(rows: CatalogRows, names: Names): Column[] {
  const parts: ColumnParts = {
    expressions: byColumn([...rows.defaults, ...rows.generations], (row) => [row.relation, row.number, row.expression]),
    identities: byColumn(
      rows.sequences.filter((row) => row.dependency === 'i'),
      (row) => [row.owner_relation ?? 0, row.owner_column ?? 0, row],
    ),
    notNulls: byColumn(rows.notNulls, (row) => [row.relation, row.number, row]),
  };
  const columns: Column[] = [];
  // Table by table in the order of the catalog, so that sorting it afterwards costs next to nothing.
  for (const relation of tablesInOrder(names)) {
    let position = 0;
    for (const row of relation.columns) {
      if (row === undefined) continue;
      position += 1;
      columns.push(assembleColumn(row, relation, position, parts, names));
    }
  }
  return columns;
}

function byColumn<R, V>(
  rows: readonly R[],
  place: (row: R) => readonly [relation: number, number: number, value: V],
): Map<number, V[]> {
  const found = new Map<number, V[]>();
  for (const row of rows) {
    const [relation, number, value] = place(row);
    const values = found.get(relation);
    if (values) values[number] = value;
    else {
      const fresh: V[] = [];
      fresh[number] = value;
      found.set(relation, fresh);
    }
  }
  return found;
}

function tablesInOrder(names: Names): readonly RelationName[] {
  return [...names.relations.values()]
    .filter((relation) => relation.listed && KIND_OF_RELATION[relation.kind] === 'table')
    .sort((a, b) => compareText(a.schema, b.schema) || compareText(a.name, b.name));
}

function assembleColumn(
  row: ColumnRow,
  relation: RelationName,
  position: number,
  parts: ColumnParts,
  names: Names,
): Column {
  const expression = parts.expressions.get(relation.oid)?.[row.number] ?? null;
  const details = detailsOf(row);
  return {
    kind: 'column',
    id: childId('column', relation, row.name),
    comment: names.comment('pg_class', relation.oid, row.number),
    origins: names.origins,
    schema: relation.schema,
    table: relation.name,
    name: row.name,
    position,
    type: row.type,
    collation: names.collation(details.collation),
    notNull: (row.flags & NOT_NULL) !== 0,
    notNullConstraint: notNullConstraint(parts.notNulls.get(relation.oid)?.[row.number], relation, row.name),
    default: details.generated === null ? expression : null,
    identity:
      details.identity === null
        ? null
        : identity(details.identity, parts.identities.get(relation.oid)?.[row.number], names),
    generated:
      details.generated === null
        ? null
        : { expression: expression ?? '', storage: details.generated === 's' ? 'stored' : 'virtual' },
    storage: details.storage === null ? null : STORAGE[details.storage],
    compression: details.compression === null ? null : COMPRESSION[details.compression],
    statisticsTarget: details.statisticsTarget,
    options: optionsOf(details.options),
    foreignOptions: optionsOf(details.foreignOptions),
    inherited: (row.flags & INHERITED) !== 0,
  };
}

/** `null` for a name that was cut to its length by the server, too: the query only knows names that fit. */
function notNullConstraint(row: NotNullRow | undefined, relation: RelationName, column: string) {
  if (!row) return null;
  const { name, validated, no_inherit: noInherit, inherited } = row;
  const isUsual = !inherited && validated && !noInherit && name === makeObjectName(relation.name, column, 'not_null');
  return isUsual ? null : { name, validated, noInherit };
}

function identity(code: 'a' | 'd', sequence: SequenceRow | undefined, names: Names): Column['identity'] {
  const relation = sequence && names.relations.get(sequence.relation);
  if (!sequence || !relation) return null;
  return {
    generated: code === 'a' ? 'always' : 'by default',
    sequence: { schema: relation.schema, name: relation.name },
    options: sequenceOptions(sequence),
  };
}

function sequenceOptions(row: SequenceRow): SequenceOptions {
  const { type, start, min, max, increment, cache, cycle } = row;
  return { type, start, min, max, increment, cache, cycle };
}

/** Without those of identity columns, which are part of the column. */
export function assembleSequences(rows: CatalogRows, names: Names): Sequence[] {
  const settings = new Map(rows.sequences.map((row) => [row.relation, row]));
  return rows.relations.flatMap((row): Sequence[] => {
    const relation = names.listed(row.oid);
    const setting = settings.get(row.oid);
    if (!relation || row.kind !== 'S' || !setting || setting.dependency === 'i') return [];
    const owner = setting.owner_relation === null ? undefined : names.relations.get(setting.owner_relation);
    const column = setting.owner_column === null ? undefined : owner?.columns[setting.owner_column]?.name;
    return [
      {
        kind: 'sequence',
        ...relationFields(row, relation, names),
        options: sequenceOptions(setting),
        persistence: row.persistence === 'u' ? 'unlogged' : 'permanent',
        ownedBy: owner && column !== undefined ? { schema: owner.schema, table: owner.name, column } : null,
      },
    ];
  });
}
