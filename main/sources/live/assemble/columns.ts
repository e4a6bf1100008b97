import { type Column, compareText, type Sequence, type SequenceOptions } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { ColumnRow } from '../queries/columns.ts';
import type { SequenceRow } from '../queries/relations.ts';
import { groupBy } from './group.ts';
import { childId, KIND_OF_RELATION, type Names, type RelationName } from './names.ts';
import { relationFields } from './tables.ts';
import { mergeOptions, optionsOf } from './text.ts';

const STORAGE = { p: 'plain', e: 'external', x: 'extended', m: 'main' } as const;
const COMPRESSION = { p: 'pglz', l: 'lz4' } as const;

/** What a column takes from other queries, by `attrelid` and `attnum`. */
interface ColumnParts {
  readonly expressions: ReadonlyMap<string, string | null>;
  readonly identities: ReadonlyMap<string, SequenceRow>;
}

export function assembleColumns(rows: CatalogRows, names: Names): Column[] {
  const parts: ColumnParts = {
    expressions: new Map(rows.defaults.map((row) => [`${row.relation}.${row.number}`, row.expression])),
    identities: new Map(
      rows.sequences
        .filter((row) => row.dependency === 'i')
        .map((row) => [`${row.owner_relation}.${row.owner_column}`, row]),
    ),
  };
  const columns: Column[] = [];
  // Table by table in the order of the catalog, so that sorting it afterwards costs next to nothing.
  const byRelation = groupBy(rows.columns, (row) => row.relation);
  for (const relation of tablesInOrder(names)) {
    const own = byRelation.get(relation.oid);
    if (!own) continue;
    own.sort((a, b) => a.number - b.number);
    own.forEach((row, index) => {
      columns.push(assembleColumn(row, relation, index + 1, parts, names));
    });
  }
  return columns;
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
  const key = `${relation.oid}.${row.number}`;
  const expression = parts.expressions.get(key) ?? null;
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
    collation: names.collation(row.collation),
    notNull: row.not_null,
    default: row.generated === null ? expression : null,
    identity: row.identity === null ? null : identity(row.identity, parts.identities.get(key), names),
    generated:
      row.generated === null
        ? null
        : { expression: expression ?? '', storage: row.generated === 's' ? 'stored' : 'virtual' },
    storage: row.storage === null ? null : STORAGE[row.storage],
    compression: row.compression === null ? null : COMPRESSION[row.compression],
    statisticsTarget: row.statistics_target,
    options:
      row.options === null && row.foreign_options === null
        ? NO_OPTIONS
        : mergeOptions(optionsOf(row.options), optionsOf(row.foreign_options)),
    inherited: !row.local,
  };
}

const NO_OPTIONS = {};

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
    const column = setting.owner_column === null ? undefined : owner?.columns.get(setting.owner_column);
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
