import { type Catalog, type Column, lookupOf, quoteIdent, type Table } from '#app/catalog';
import { quoteLiteral } from '#app/sql';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { candidatesIn, mentioned, neighboursOf } from './candidates.ts';

export interface CheckedRow {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly values: ReadonlyMap<string, string>;
  /** Columns whose values are others' business: foreign keys. */
  readonly fixed: ReadonlySet<string>;
  /** Those of them that may say nothing instead: of several references a check may take one. */
  readonly mayBeNone: ReadonlySet<string>;
  /** A value for a column that has none yet; `null` where none is known. */
  readonly make: (column: Column) => string | null;
  readonly number: number;
  readonly isSparse: boolean;
}

/** Combinations that are put to the server for one row. */
const MOST_TRIED = 600;
/** Values of one column. */
const MOST_VALUES = 24;

/** Finds values that satisfy the checks of a table: candidates come from the checks' own texts, and the server says which fit. */
export class CheckedValues {
  readonly #catalog: Catalog;
  readonly #also: Catalog | undefined;
  readonly #mentioned = new Set<string>();

  constructor(catalog: Catalog, also: Catalog | undefined) {
    this.#catalog = catalog;
    this.#also = also;
    for (const { schema, table, expression } of [...catalog.objects.check, ...(also?.objects.check ?? [])]) {
      const names = lookupOf(catalog)
        .childrenOf(schema, table)
        .column.map(({ name }) => name);
      for (const name of mentioned(expression, names)) this.#mentioned.add(keyOf(schema, table, name));
    }
  }

  mentions({ schema, table, name }: Column): boolean {
    return this.#mentioned.has(keyOf(schema, table, name));
  }

  async satisfy(session: ScratchSession, row: CheckedRow): Promise<Map<string, string>> {
    const values = new Map(row.values);
    const own = this.#checksOf(this.#catalog, row, false);
    const more = this.#also ? this.#checksOf(this.#also, row, true) : [];
    const names = row.columns.filter(({ generated }) => generated === null).map(({ name }) => name);
    for (const group of groupsOf([...new Set([...own, ...more])], names)) {
      const found =
        (await this.#find(session, row, group)) ??
        (await this.#find(session, row, { ...group, checks: group.checks.filter((check) => own.includes(check)) }));
      for (const [name, value] of found ?? []) values.set(name, value);
    }
    return values;
  }

  /** Of the table, and of the domains of its columns. */
  #checksOf(catalog: Catalog, { table, columns }: CheckedRow, onlyKnown: boolean): readonly string[] {
    const names = columns.map(({ name }) => name);
    const lookup = lookupOf(catalog);
    const checks = lookup.childrenOf(table.schema, table.name).check.filter(({ enforced }) => enforced);
    const usable = checks.filter(({ expression }) => {
      if (!onlyKnown) return true;
      const theirs = lookup.childrenOf(table.schema, table.name).column.map(({ name }) => name);
      return mentioned(expression, theirs).every((name) => names.includes(name));
    });
    const domains = onlyKnown
      ? []
      : columns.flatMap((column) =>
          domainChecks(catalog, column.type).map((expression) =>
            expression.replaceAll(/\bVALUE\b/g, quoteIdent(column.name)),
          ),
        );
    return [...usable.map(({ expression }) => expression), ...domains];
  }

  async #find(
    session: ScratchSession,
    row: CheckedRow,
    { checks, columns: asked }: Group,
  ): Promise<ReadonlyMap<string, string> | null> {
    if (asked.length === 0 || checks.length === 0) return null;
    const lists = asked.map((name) => this.#candidatesOf(name, row, checks));
    const combinations = combine(lists, row.number);
    const tuples = combinations.map((combination, at) => `(${[at, ...combination].join(', ')})`);
    const columns = ['raingauge_row', ...asked.map((name) => quoteIdent(name))].join(', ');
    const holds = checks.map((check) => `((${check}) IS NOT FALSE)`).join(' AND ');
    const sql = `SELECT raingauge_row AS at FROM (VALUES ${tuples.join(', ')}) AS tried (${columns}) WHERE ${holds} ORDER BY raingauge_row LIMIT 1`;
    // A value that a check's function does not take spoils the question: then the row is tried as it is.
    const [first] = await session.query(sql).catch(() => []);
    const chosen = first === undefined ? undefined : combinations[Number(first.at)];
    return chosen ? new Map(asked.map((name, at) => [name, chosen[at] ?? 'NULL'])) : null;
  }

  #candidatesOf(name: string, row: CheckedRow, checks: readonly string[]): readonly string[] {
    const column = row.columns.find((one) => one.name === name);
    if (!column) return ['NULL'];
    const base = baseOf(this.#catalog, column.type);
    const given = row.values.get(name);
    const value = given === undefined || given === 'NULL' ? row.make(column) : given;
    const none = `NULL::${base}`;
    if (row.fixed.has(name)) {
      if (given === undefined || given === 'NULL') return [none];
      return row.mayBeNone.has(name) ? [given, none] : [given];
    }
    const about = checks.filter((check) => mentioned(check, [name]).length > 0);
    const labels = labelsOf(this.#catalog, base);
    const found = labels
      ? labels.map((label) => `${quoteLiteral(label)}::${base}`)
      : about.flatMap((check) => candidatesIn(check, base, row.number));
    const own = value === null ? [] : [value, ...neighboursOf(value, base)];
    const nothing = isRequired(this.#catalog, column) ? [] : [none];
    const ordered = row.isSparse ? [...nothing, ...own, ...found] : [...own, ...found, ...nothing];
    // The constant that a check names may be the only one that fits; which comes first is the row's own.
    return [...new Set(ordered)].slice(0, MOST_VALUES);
  }
}

interface Group {
  readonly checks: readonly string[];
  readonly columns: readonly string[];
}

/** Checks that share columns are looked at together, and only those: each group has far fewer combinations than all. */
function groupsOf(checks: readonly string[], names: readonly string[]): readonly Group[] {
  let groups: Group[] = [];
  for (const check of checks) {
    const columns = mentioned(check, names);
    const isJoined = (group: Group) => group.columns.some((name) => columns.includes(name));
    const joined = groups.filter(isJoined);
    const all = new Set([...joined.flatMap((group) => group.columns), ...columns]);
    groups = [
      ...groups.filter((group) => !isJoined(group)),
      { checks: [...joined.flatMap((group) => group.checks), check], columns: [...all] },
    ];
  }
  return groups;
}

/** The first of each, then each list in turn, then what a walk through all of them meets. */
function combine(lists: readonly (readonly string[])[], number: number): readonly (readonly string[])[] {
  const total = lists.reduce((product, list) => product * list.length, 1);
  if (total <= MOST_TRIED) return Array.from({ length: total }, (_, at) => pick(lists, at));
  const single = lists.flatMap((list, which) =>
    list.map((value) => lists.map((other, at) => (at === which ? value : (other[0] ?? 'NULL')))),
  );
  let state = number * 2654435761;
  const walked = Array.from({ length: MOST_TRIED - Math.min(single.length, MOST_TRIED / 2) }, () =>
    lists.map((list) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return list[Math.floor((state / 2147483648) * list.length)] ?? 'NULL';
    }),
  );
  return [...single.slice(0, MOST_TRIED / 2), ...walked];
}

function pick(lists: readonly (readonly string[])[], at: number): readonly string[] {
  let rest = at;
  return lists.map((list) => {
    const value = list[rest % list.length] ?? 'NULL';
    rest = Math.floor(rest / list.length);
    return value;
  });
}

function keyOf(schema: string, table: string, column: string): string {
  return [schema, table, column].join('\u0000');
}

function named<T extends { readonly schema: string; readonly name: string }>(
  list: readonly T[],
  type: string,
): T | undefined {
  const [name = '', schema] = type.replaceAll('"', '').split('.').reverse();
  return list.find((one) => one.name === name && (schema === undefined || one.schema === schema));
}

function domainChecks(catalog: Catalog, type: string): readonly string[] {
  const domain = named(catalog.objects.domain, type);
  return domain ? [...domain.checks.map(({ expression }) => expression), ...domainChecks(catalog, domain.type)] : [];
}

/** By itself, or by its domain. */
export function isRequired(catalog: Catalog, { notNull, type }: Pick<Column, 'notNull' | 'type'>): boolean {
  if (notNull) return true;
  const domain = named(catalog.objects.domain, type);
  return domain !== undefined && isRequired(catalog, domain);
}

function baseOf(catalog: Catalog, type: string): string {
  const domain = named(catalog.objects.domain, type);
  return domain ? baseOf(catalog, domain.type) : type;
}

function labelsOf(catalog: Catalog, type: string): readonly string[] | null {
  return named(catalog.objects.enum, type)?.labels ?? null;
}
