import { type Index, type IndexKey, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { ColumnRow } from '../queries/columns.ts';
import { INDEX_FLAGS, type IndexRow, type IndexStatisticsRow, type OperatorClassRow } from '../queries/indexes.ts';
import { detailsOf } from './column-details.ts';
import { groupBy } from './group.ts';
import type { Names, RelationName } from './names.ts';
import { numbersOfVector, optionsOf } from './text.ts';

const DESCENDING = 1;
const NULLS_FIRST = 2;

/** `IndexRow.keys` taken apart. */
interface KeyLists {
  readonly columns: readonly number[];
  readonly operatorClasses: readonly number[];
  readonly collations: readonly number[];
  readonly orders: readonly number[];
  readonly keyCount: number;
}

/** The collation of types that have any, unless they have one of their own. Source: `pg_collation.dat`. */
const DEFAULT_COLLATION = 100;

interface IndexExpression {
  readonly text: string;
  readonly definition: string;
}

/** Keys of indexes, for indexes and for the constraints that an index carries. */
export class IndexKeys {
  readonly #names: Names;
  readonly #lists = new Map<string, KeyLists>();
  readonly #expressions: ReadonlyMap<string, IndexExpression>;
  readonly #options: ReadonlyMap<string, readonly string[]>;
  readonly #statistics: ReadonlyMap<number, readonly IndexStatisticsRow[]>;
  readonly #classes: ReadonlyMap<number, OperatorClassRow>;
  readonly #typeCollations: ReadonlyMap<number, number>;
  /** Types that have a default operator class of their own, by method. */
  readonly #typesWithDefault: ReadonlySet<string>;

  constructor(rows: CatalogRows, names: Names) {
    this.#names = names;
    this.#expressions = new Map(
      rows.indexExpressions.map((row) => [
        `${row.index}.${row.position}`,
        { text: withoutParentheses(row.expression ?? ''), definition: row.definition ?? '' },
      ]),
    );
    this.#options = new Map(rows.indexColumnOptions.map((row) => [`${row.index}.${row.position}`, row.options]));
    this.#statistics = groupBy(rows.indexStatistics, (row) => row.index);
    this.#classes = new Map(rows.operatorClasses.map((row) => [row.oid, row]));
    this.#typeCollations = new Map(rows.typeCollations.map((row) => [row.type, row.collation]));
    this.#typesWithDefault = new Set(
      rows.operatorClasses.filter((row) => row.default).map((row) => `${row.method}.${row.type}`),
    );
  }

  keys(row: IndexRow, relation: RelationName): readonly IndexKey[] {
    const lists = this.#listsOf(row);
    const keys: IndexKey[] = [];
    for (let at = 0; at < lists.keyCount; at += 1) keys.push(this.#key(row, relation, lists, at));
    return keys;
  }

  #key(row: IndexRow, relation: RelationName, lists: KeyLists, at: number): IndexKey {
    const number = lists.columns[at] ?? 0;
    const column = number === 0 ? undefined : relation.columns[number];
    const expression = number === 0 ? this.#expressions.get(`${row.oid}.${at + 1}`) : undefined;
    const order = lists.orders[at] ?? 0;
    const options = this.#options.get(`${row.oid}.${at + 1}`) ?? null;
    return {
      expression: column?.name ?? expression?.text ?? `column ${number}`,
      isExpression: number === 0,
      operatorClass: this.#operatorClass(lists.operatorClasses[at] ?? 0, column?.type_id, options !== null),
      operatorClassOptions: options === null ? NO_OPTIONS : optionsOf(options),
      collation: this.#collation(lists.collations[at] ?? 0, column, expression),
      descending: (order & DESCENDING) !== 0,
      nullsFirst: (order & NULLS_FIRST) !== 0,
    };
  }

  /** By position, from 1. */
  statisticsTargets(row: IndexRow): Readonly<Record<string, number>> {
    const targets = this.#statistics.get(row.oid);
    return targets === undefined
      ? NO_OPTIONS
      : Object.fromEntries(targets.map(({ position, target }) => [position, target]));
  }

  /** Names of the INCLUDE columns. */
  include(row: IndexRow, relation: RelationName): readonly string[] {
    const { columns, keyCount } = this.#listsOf(row);
    return columns.length === keyCount ? NONE : this.#names.columns(relation, columns.slice(keyCount));
  }

  #listsOf(row: IndexRow): KeyLists {
    const known = this.#lists.get(row.keys);
    if (known) return known;
    const [columns = '', operatorClasses = '', collations = '', orders = '', keyCount = '0'] = row.keys.split(';');
    const lists = {
      columns: numbersOfVector(columns),
      operatorClasses: numbersOfVector(operatorClasses),
      collations: numbersOfVector(collations),
      orders: numbersOfVector(orders),
      keyCount: Number(keyCount),
    };
    this.#lists.set(row.keys, lists);
    return lists;
  }

  /**
   * `null` where it is the default of the type. A class marked as default is not that of a type which has another one
   * of its own (`oid_ops` on an integer column).
   */
  #operatorClass(oid: number, type: number | undefined, hasOptions: boolean): string | null {
    const row = this.#classes.get(oid);
    if (!row) return null;
    const isAnothers = type !== undefined && type !== row.type && this.#typesWithDefault.has(`${row.method}.${type}`);
    // Parameters are written after the class, so that it has to be named.
    if (row.default && !isAnothers && !hasOptions) return null;
    return row.schema === 'pg_catalog' ? quoteIdent(row.name) : quoteQualified(row.schema, row.name);
  }

  #collation(oid: number, column: ColumnRow | undefined, expression: IndexExpression | undefined): string | null {
    if (oid === 0) return null;
    if (column) {
      const own = detailsOf(column).collation ?? this.#typeCollations.get(column.type_id) ?? DEFAULT_COLLATION;
      return oid === own ? null : this.#names.collation(oid);
    }
    // What an expression's own collation is shows only in the whole definition, which names any other.
    const collation = this.#names.collation(oid);
    if (!expression || collation === null) return null;
    return mentionsCollation(expression.definition, expression.text, collation) ? collation : null;
  }
}

const NONE: readonly string[] = [];
const NO_OPTIONS = {};

function mentionsCollation(definition: string, expression: string, collation: string): boolean {
  const bare = collation.replace(/^pg_catalog\./, '');
  return [`${expression} COLLATE `, `(${expression}) COLLATE `].some(
    (start) => definition.includes(`${start}${collation}`) || definition.includes(`${start}${bare}`),
  );
}

/** `pg_get_indexdef` puts parentheses around what does not look like a function call. */
export function withoutParentheses(text: string): string {
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text;
}

/** Indexes that no constraint owns. */
export function assembleIndexes(rows: CatalogRows, names: Names, keys: IndexKeys): Index[] {
  const owned = new Set(rows.constraints.filter((row) => row.type !== 'f' && row.index !== 0).map((row) => row.index));
  const attached = new Set(rows.inherits.map((row) => row.child));
  const owners = new Map(rows.relations.map((row) => [row.oid, row.owner]));
  return rows.indexes.flatMap((row): Index[] => {
    const relation = owned.has(row.oid) ? undefined : names.listed(row.relation);
    if (!relation) return [];
    return [assembleIndex(row, relation, owners.get(row.relation) ?? 0, attached.has(row.oid), names, keys)];
  });
}

function assembleIndex(
  row: IndexRow,
  relation: RelationName,
  owner: number,
  inherited: boolean,
  names: Names,
  keys: IndexKeys,
): Index {
  return {
    kind: 'index',
    id: objectId('index', relation.schema, row.name),
    comment: names.comment('pg_class', row.oid),
    origins: names.origins,
    owner: names.role(owner),
    schema: relation.schema,
    table: relation.name,
    name: row.name,
    method: names.accessMethod(row.method),
    unique: (row.flags & INDEX_FLAGS.unique) !== 0,
    nullsNotDistinct: (row.flags & INDEX_FLAGS.nullsNotDistinct) !== 0,
    keys: keys.keys(row, relation),
    include: keys.include(row, relation),
    predicate: row.predicate,
    options: optionsOf(row.options),
    tablespace: names.tablespace(row.tablespace),
    statisticsTargets: keys.statisticsTargets(row),
    valid: (row.flags & INDEX_FLAGS.valid) !== 0,
    clustered: (row.flags & INDEX_FLAGS.clustered) !== 0,
    inherited,
  };
}
