import { objectId, type Problem } from '#app/catalog';
import type { TableValues } from '../inside/values.ts';
import { unread } from '../problems.ts';
import { addColumns } from './column.ts';
import { addChecks, addPrimaryKeys, addUniques, type OwnerTable } from './constraint.ts';
import { type Build, claim, identifier } from './context.ts';
import { addForeignKeys } from './foreign-key.ts';
import { addIndexes } from './index-kind.ts';
import { addPolicies } from './policy.ts';
import { type PlainTable, withoutTypeClauses } from './type-clauses.ts';

/** A table with everything that belongs to it. `linked` are tables that policies declared elsewhere are linked to. */
export function addTable(build: Build, given: TableValues, linked: ReadonlySet<string>, major: number): void {
  const plain = withoutTypeClauses(given);
  const { values } = plain;
  const origin = build.places.objectOrigin(values.exports);
  const schema = values.schema ?? 'public';
  const name = identifier(build, values.name, 'table', (kept) => objectId('table', schema, kept), origin);
  const id = objectId('table', schema, name);
  const { exports: _exports, ...content } = values;
  if (!claim(build, id, origin, () => JSON.stringify(content))) return;
  build.objects.table.push({
    kind: 'table',
    id,
    comment: null,
    origins: [origin],
    owner: null,
    schema,
    name,
    persistence: 'permanent',
    partitionKey: null,
    partitionOf: null,
    inherits: [],
    foreign: null,
    // Both lines of drizzle-kit switch it on for a table that has a policy.
    rowSecurity: values.rowSecurity || values.policies.length > 0 || linked.has(id),
    forceRowSecurity: false,
    replicaIdentity: 'default',
    ofType: null,
    accessMethod: null,
    tablespace: null,
    options: {},
  });
  const typeOf = addColumns(build, plain, schema, name);
  for (const each of plain.unread) build.problems.push(unreadClause(build, values, each));
  const keyOf = new Map(values.columns.map((column) => [column.name, column.key]));
  const table: OwnerTable = { values, schema, name, keyOf, typeOf };
  addPrimaryKeys(build, table);
  addUniques(build, table);
  addChecks(build, table);
  addForeignKeys(build, table, major);
  addIndexes(build, table, major);
  addPolicies(build, table);
}

function unreadClause(
  build: Build,
  { exports, schema, name }: TableValues,
  { column, clause }: PlainTable['unread'][number],
): Problem {
  const origin = build.places.partOrigin(exports, { kind: 'column', name: column.name, keys: [column.key] });
  return unread('type-clause', `The type of column ${column.name} of ${name} says more than a type: ${clause}.`, {
    remedy: 'Say it with a builder of drizzle-orm, beside the column or beside the columns.',
    object: objectId('column', schema ?? 'public', name, column.name),
    origin,
  });
}
