import { standInsIn, typeWithoutStandIns, withoutStandIns } from '../inside/stand-in-text.ts';
import type {
  ColumnValues,
  ExportName,
  TableValues,
  WalkedObject,
  WalkedPart,
  WalkedSchema,
  WalkProblem,
} from '../inside/values.ts';
import type { Walk } from './context.ts';

const { stringify, parse } = JSON;

/** What a problem is about: what the code calls it, and which object that is where the object is known. */
interface Subject {
  readonly what: string;
  readonly exports: readonly ExportName[];
  readonly schema: string | null;
  readonly table: string | null;
  readonly part?: WalkedPart;
  readonly object?: WalkedObject;
}

interface Named {
  readonly schema?: string | null;
  readonly name: string | null;
}

/**
 * Takes out of names, types and expressions what stand-ins of replaced modules put there, and says of each that it is not
 * known: what was left of it would pass for what the code says. What has no name left is no object.
 */
export function withoutStandInParts(walk: Walk, schema: WalkedSchema): WalkedSchema {
  const { tables, relations, problems } = schema;
  const names = usableNames(tables);
  const cleaned = <T extends Named & { readonly exports: readonly ExportName[] }>(
    list: readonly T[],
    kind: WalkedObject['kind'],
    what: string = kind,
  ) => list.flatMap((value) => cleanExport(walk, value, kind, what));
  return {
    tables: tables.flatMap((table) => cleanTable(walk, table, names)),
    enums: cleaned(schema.enums, 'enum'),
    schemas: cleaned(schema.schemas, 'schema'),
    sequences: cleaned(schema.sequences, 'sequence'),
    roles: cleaned(schema.roles, 'role'),
    views: cleaned(schema.views, 'view'),
    policies: schema.policies.flatMap((policy) => {
      const { schema: inSchema = null, name: table = null } = policy.table ?? {};
      if (standInsIn(`${inSchema}${table}`).length > 0) return [];
      return cleanNamed(walk, policy, {
        what: 'the policy',
        exports: policy.exports,
        schema: inSchema,
        table,
        ...(table === null ? {} : { object: { kind: 'policy', name: policy.name } }),
      });
    }),
    // They lead to tables and columns that were told already.
    relations: relations.filter((relation) => standInsIn(stringify(relation)).length === 0),
    hidden: schema.hidden.filter(({ schema: inSchema, name }) => standInsIn(`${inSchema}${name}`).length === 0),
    // The last, since the others add to them.
    problems: problems.map(withoutMarks),
  };
}

/** A problem of a table whose name is not known is one of no table. */
function withoutMarks(problem: WalkProblem): WalkProblem {
  if (standInsIn(stringify(problem)).length === 0) return problem;
  const isNamed = standInsIn(`${problem.schema}${problem.table}`).length === 0;
  const clear = parse(withoutStandIns(stringify(problem))) as WalkProblem;
  return isNamed ? clear : { ...clear, schema: null, table: null };
}

function cleanExport<T extends Named & { readonly exports: readonly ExportName[] }>(
  walk: Walk,
  value: T,
  kind: WalkedObject['kind'],
  what: string,
): readonly T[] {
  const { exports, schema = null, name } = value;
  return cleanNamed(walk, value, { what, exports, schema, table: null, object: { kind, name: name ?? '' } });
}

/** Tables by schema and name as they are known, where what is left of the name is a table's alone. */
function usableNames(tables: readonly TableValues[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { schema, name } of tables) {
    const key = withoutStandIns(keyOf(schema, name));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isUsable = (schema: string | null, name: string) => {
    const isWhole = standInsIn(schema ?? '').length === 0 && withoutStandIns(name) !== '';
    return isWhole && counts.get(withoutStandIns(keyOf(schema, name))) === 1;
  };
  return new Set(tables.flatMap(({ schema, name }) => (isUsable(schema, name) ? [keyOf(schema, name)] : [])));
}

function keyOf(schema: string | null, name: string): string {
  return `${schema}\u0000${name}`;
}

/**
 * A table of which a part of the name is not known keeps the rest where that tells it from all others: it is looked at
 * rather than missed.
 */
function cleanTable(walk: Walk, table: TableValues, names: ReadonlySet<string>): readonly TableValues[] {
  if (standInsIn(stringify(table)).length === 0) return [table];
  const { exports, schema } = table;
  const from = standInsIn(`${schema}${table.name}`);
  const name = withoutStandIns(table.name);
  if (from.length > 0) {
    if (!names.has(keyOf(schema, table.name))) {
      report(walk, from, { what: `the table ${exports[0]?.name ?? ''}`, exports, schema: null, table: null });
      return [];
    }
    report(walk, from, { what: 'the name', exports, schema, table: name }, 'name-not-known');
  }
  const of = { exports, schema, table: name };
  const named = <T extends Named>(list: readonly T[], kind: WalkedObject['kind'], what: string) =>
    list.flatMap((part) => cleanNamed(walk, part, { ...of, what, object: { kind, name: part.name ?? '' } }));
  /** Those of which every column has a name that is known. */
  const known = <T extends { readonly columns: readonly string[] }>(list: readonly T[], what: string) =>
    list.filter(({ columns }) => cleanWhole(walk, columns, { ...of, what }).length > 0);
  const unnamed = <T extends Named>(list: readonly T[], what: string) =>
    list.map((part) => withoutUnknownName(walk, part, { ...of, what }));
  return [
    {
      ...table,
      name,
      columns: table.columns.flatMap((column) => cleanColumn(walk, column, of)),
      primaryKeys: unnamed(known(table.primaryKeys, 'a primary key'), 'the name of a primary key'),
      uniques: unnamed(known(table.uniques, 'a unique constraint'), 'the name of a unique constraint'),
      foreignKeys: table.foreignKeys.flatMap(({ name: own, ...key }) => {
        const isUsable = names.has(keyOf(key.foreignSchema, key.foreignTable));
        const foreignTable = isUsable ? withoutStandIns(key.foreignTable) : key.foreignTable;
        const whole = cleanWhole(walk, { ...key, foreignTable }, { ...of, what: 'a foreign key' });
        return unnamed(
          whole.map((each) => ({ name: own, ...each })),
          'the name of a foreign key',
        );
      }),
      indexes: table.indexes.flatMap((index) => {
        const columns = index.keys.map(({ column }) => column);
        const what = `the index ${withoutStandIns(index.name ?? '')}`.trim();
        if (cleanWhole(walk, columns, { ...of, what }).length === 0) return [];
        const needsName = index.keys.some(({ column }) => column === null);
        const [kept] = needsName ? [index] : [withoutUnknownName(walk, index, { ...of, what: 'the name of an index' })];
        return named([kept as typeof index], 'index', 'the index');
      }),
      checks: named(table.checks, 'check', 'the check'),
      policies: named(table.policies, 'policy', 'the policy'),
      // A policy switches it on, whatever it is called.
      rowSecurity: table.rowSecurity || table.policies.length > 0,
    },
  ];
}

function cleanColumn(walk: Walk, column: ColumnValues, of: Omit<Subject, 'what'>): readonly ColumnValues[] {
  const { key, name, type } = column;
  const subject = { ...of, what: `the column ${key}`, part: { key }, object: { kind: 'column', name } } as const;
  const [rest] = cleanNamed(walk, { ...column, type: '' }, subject);
  if (!rest) return [];
  const from = standInsIn(type);
  if (from.length === 0) return [{ ...rest, type }];
  report(walk, from, { ...subject, what: `the type of column ${name}` });
  return [{ ...rest, type: typeWithoutStandIns(type) }];
}

/** Nothing where the name is not known; else without what is not. */
function cleanNamed<T extends Named>(walk: Walk, value: T, subject: Subject): readonly T[] {
  const text = stringify(value);
  const from = standInsIn(text);
  if (from.length === 0) return [value];
  if (standInsIn(`${value.schema}${value.name}`).length > 0) {
    const { object: _unknown, ...rest } = subject;
    report(walk, from, { ...rest, what: `${subject.what} of an unknown name` });
    return [];
  }
  report(walk, from, subject.object ? { ...subject, what: saying(subject.what, value.name) } : subject);
  return [parse(withoutStandIns(text)) as T];
}

/** Unnamed where the name is not known: it gets the one that Drizzle gives. */
function withoutUnknownName<T extends Named>(walk: Walk, value: T, subject: Subject): T {
  const from = standInsIn(value.name ?? '');
  if (from.length === 0) return value;
  report(walk, from, subject);
  return { ...value, name: null };
}

/** Nothing where any of it is not known. */
function cleanWhole<T>(walk: Walk, value: T, subject: Subject): readonly T[] {
  const from = standInsIn(stringify(value));
  if (from.length === 0) return [value];
  report(walk, from, subject);
  return [];
}

function saying(what: string, name: string | null): string {
  return name === null || what.endsWith(` ${name}`) ? what : `${what} ${name}`;
}

function report(walk: Walk, from: readonly string[], subject: Subject, code = 'made-of-stand-in'): void {
  const { what, part = null, object, ...place } = subject;
  const cause = `it is made of a value of ${from.join(' and ')}, which was replaced by a stand-in`;
  walk.problems.push({ code, what, ...place, cause, part, ...(object ? { object } : {}) });
}
