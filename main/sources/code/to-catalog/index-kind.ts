import { type IndexKey, objectId } from '#app/catalog';
import { unquoteLiteral } from '#app/sql';
import type { IndexValues } from '../inside/values.ts';
import { unread } from '../problems.ts';
import { type OwnerTable, partOf } from './constraint.ts';
import { type Build, claim, identifier } from './context.ts';
import { withNamesCutIn } from './expression.ts';
import { indexKeys } from './index-key.ts';
import { isDefaultOperatorClass } from './operator-class.ts';

export function addIndexes(build: Build, table: OwnerTable, major: number): void {
  for (const values of table.values.indexes) addIndex(build, table, values, major);
}

function addIndex(build: Build, table: OwnerTable, values: IndexValues, major: number): void {
  const columns = values.keys.flatMap((key) => (key.column === null ? [] : [key.column]));
  const origin = build.places.partOrigin(table.values.exports, partOf(table, 'index', values.name, columns));
  if (values.name === null && columns.length < values.keys.length) {
    build.problems.push(
      unread(
        'index-without-name',
        `An index of ${table.name} has an expression and no name, which drizzle-kit refuses.`,
        {
          remedy: 'Give the index a name.',
          origin,
        },
      ),
    );
    return;
  }
  const wanted = values.name ?? build.naming.index(table.name, columns);
  const name = identifier(build, wanted, 'index', (kept) => objectId('index', table.schema, kept), origin);
  // Indexes share one namespace in their schema, so the table is no part of the identity.
  const id = objectId('index', table.schema, name);
  if (!claim(build, id, origin)) return;
  build.objects.index.push({
    kind: 'index',
    id,
    comment: null,
    origins: [origin],
    owner: null,
    schema: table.schema,
    table: table.name,
    name,
    method: values.method,
    statisticsTargets: {},
    unique: values.unique,
    nullsNotDistinct: false,
    keys: values.keys
      .flatMap((key) => indexKeys(key, major))
      .map((key) => withoutDefault(key, values.method, table.typeOf)),
    include: [],
    predicate: withNamesCutIn(values.where),
    options: sorted(storageParameters(values.with)),
    tablespace: null,
    valid: true,
    clustered: false,
    inherited: false,
  });
}

function withoutDefault(key: IndexKey, method: string, types: ReadonlyMap<string, string>): IndexKey {
  const type = types.get(key.expression);
  if (key.isExpression || key.operatorClass === null || type === undefined) return key;
  return isDefaultOperatorClass(key.operatorClass, method, type) ? { ...key, operatorClass: null } : key;
}

/** Drizzle writes a value as it stands, so that one of text bears its own quotes; PostgreSQL keeps it without. */
function storageParameters(options: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, unquoteLiteral(value)]));
}

export function sorted(options: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
}
