import { type Index, type IndexKey, objectId, quoteIdent, quoteQualified } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { ColumnRow } from '../queries/columns.ts';
import type { IndexRow, OperatorClassRow } from '../queries/indexes.ts';
import type { Names, RelationName } from './names.ts';
import { numbersOfVector, optionsOf } from './text.ts';

const DESCENDING = 1;
const NULLS_FIRST = 2;

/** Keys of indexes, for indexes and for the constraints that an index carries. */
export class IndexKeys {
  readonly #names: Names;
  readonly #columns: ReadonlyMap<string, ColumnRow>;
  readonly #expressions: ReadonlyMap<string, { readonly text: string; readonly definition: string }>;
  readonly #options: ReadonlyMap<string, readonly string[]>;
  readonly #classes: ReadonlyMap<number, OperatorClassRow>;
  /** Types that have a default operator class of their own, by method. */
  readonly #typesWithDefault: ReadonlySet<string>;

  constructor(rows: CatalogRows, names: Names) {
    this.#names = names;
    const indexed = new Set(rows.indexes.map((row) => row.relation));
    this.#columns = new Map(
      rows.columns.filter((row) => indexed.has(row.relation)).map((row) => [`${row.relation}.${row.number}`, row]),
    );
    this.#expressions = new Map(
      rows.indexExpressions.map((row) => [
        `${row.index}.${row.position}`,
        { text: withoutParentheses(row.expression ?? ''), definition: row.definition ?? '' },
      ]),
    );
    this.#options = new Map(rows.indexColumnOptions.map((row) => [`${row.index}.${row.position}`, row.options]));
    this.#classes = new Map(rows.operatorClasses.map((row) => [row.oid, row]));
    this.#typesWithDefault = new Set(
      rows.operatorClasses.filter((row) => row.default).map((row) => `${row.method}.${row.type}`),
    );
  }

  keys(row: IndexRow): readonly IndexKey[] {
    const classes = numbersOfVector(row.operator_classes);
    const collations = numbersOfVector(row.collations);
    const flags = numbersOfVector(row.flags);
    return numbersOfVector(row.columns)
      .slice(0, row.key_count)
      .map((number, at) => {
        const column = number === 0 ? undefined : this.#columns.get(`${row.relation}.${number}`);
        const expression = number === 0 ? this.#expressions.get(`${row.oid}.${at + 1}`) : undefined;
        const flag = flags[at] ?? 0;
        return {
          expression: column?.name ?? expression?.text ?? `column ${number}`,
          isExpression: number === 0,
          operatorClass: this.#operatorClass(classes[at] ?? 0, column?.type_id),
          operatorClassOptions: optionsOf(this.#options.get(`${row.oid}.${at + 1}`) ?? null),
          collation: this.#collation(collations[at] ?? 0, column, expression),
          descending: (flag & DESCENDING) !== 0,
          nullsFirst: (flag & NULLS_FIRST) !== 0,
        };
      });
  }

  /** Names of the INCLUDE columns. */
  include(row: IndexRow): readonly string[] {
    const numbers = numbersOfVector(row.columns);
    if (numbers.length === row.key_count) return NONE;
    return numbers.slice(row.key_count).map((number) => this.#columns.get(`${row.relation}.${number}`)?.name ?? '');
  }

  /**
   * `null` where it is the default of the type. A class marked as default is not that of a type which has another one
   * of its own (`oid_ops` on an integer column).
   */
  #operatorClass(oid: number, type: number | undefined): string | null {
    const row = this.#classes.get(oid);
    if (!row) return null;
    const isAnothers = type !== undefined && type !== row.type && this.#typesWithDefault.has(`${row.method}.${type}`);
    if (row.default && !isAnothers) return null;
    return row.schema === 'pg_catalog' ? quoteIdent(row.name) : quoteQualified(row.schema, row.name);
  }

  #collation(
    oid: number,
    column: ColumnRow | undefined,
    expression: { readonly text: string; readonly definition: string } | undefined,
  ): string | null {
    if (oid === 0) return null;
    const collation = this.#names.collation(oid);
    if (column) return oid === column.effective_collation ? null : collation;
    // What an expression's own collation is shows only in the whole definition, which names any other.
    if (!expression || collation === null) return null;
    return mentionsCollation(expression.definition, expression.text, collation) ? collation : null;
  }
}

const NONE: readonly string[] = [];

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
    unique: row.unique,
    nullsNotDistinct: row.nulls_not_distinct,
    keys: keys.keys(row),
    include: keys.include(row),
    predicate: row.predicate,
    options: optionsOf(row.options),
    tablespace: names.tablespace(row.tablespace),
    valid: row.valid,
    clustered: row.clustered,
    inherited,
  };
}
