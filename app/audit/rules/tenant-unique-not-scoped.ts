import { type Column, type Index, objectId, type Table, type Unique } from '#app/catalog';
import { namesIn, tokenize } from '#app/coverage';
import { originsAlike } from '../alike.ts';
import type { AuditContext } from '../context.ts';
import { makeIndex } from '../facts/make.ts';
import { nameFor } from '../facts/naming.ts';
import { fact, sayTable } from '../facts/say.ts';
import { isRightlyGlobal, isUserTable } from '../global-keys.ts';
import { type CatalogEdit, drop, put, type Remedy, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { type Scoped, scopedTables } from '../tenants.ts';

export const tenantUniqueNotScoped: Rule = {
  id: 'tenant-unique-not-scoped',
  title: 'A unique key of a tenant’s table spans all tenants',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => scopedTables(context).flatMap((scoped) => findIn(context, scoped)),
};

function findIn(context: AuditContext, { table, column }: Scoped): readonly FindingDraft[] {
  const { unique, index } = context.lookup.childrenOf(table.schema, table.name);
  if (isUserTable(context, table.schema, table.name)) return [];
  const keys: readonly (Unique | Index)[] = [...unique, ...index.filter((one) => one.unique)];
  return keys.flatMap((key): readonly FindingDraft[] => {
    const columns = columnsOf(context, key, table);
    if (columns.length === 0 || columns.some(({ name }) => name === column.name)) return [];
    if (isRightlyGlobal(context, columns)) return [];
    const names = columns.map(({ name }) => name).join(', ');
    return [
      {
        object: columns.length === 1 && columns[0] ? columns[0].id : table.id,
        discriminator: names,
        message: `${names} of ${sayTable(table)} is unique over all tenants: one tenant’s value keeps it from every other, and tells them that it is taken.`,
        evidence: [fact(`${key.name} does not hold ${column.name}.`, key.id)],
        ...originsAlike(context, key),
        ...remedyFor(context, key, table, column),
      },
    ];
  });
}

/** The columns that the key names, those inside an expression among them (`lower(email)`). */
function columnsOf(context: AuditContext, key: Unique | Index, table: Table): readonly Column[] {
  const own = context.lookup.childrenOf(table.schema, table.name).column;
  if (key.kind === 'unique') return own.filter(({ name }) => key.columns.includes(name));
  const named = new Set(
    key.keys.flatMap(({ isExpression, expression }) =>
      isExpression ? [...namesIn(tokenize(expression))] : [expression],
    ),
  );
  return own.filter(({ name }) => named.has(name));
}

/** The same key with the tenant in front; nothing where a foreign key needs it as it is. */
function remedyFor(
  context: AuditContext,
  key: Unique | Index,
  table: Table,
  column: Column,
): { readonly remedy?: Remedy } {
  const isReferenced = context.catalog.objects['foreign-key'].some(
    ({ references, referencedColumns }) =>
      references.schema === table.schema &&
      references.name === table.name &&
      key.kind === 'unique' &&
      referencedColumns.join() === key.columns.join(),
  );
  if (isReferenced) return {};
  const edits: CatalogEdit[] = [drop(key.id)];
  if (key.kind === 'unique') {
    const name = nameFor(context, 'unique', table, { columns: [column.name, ...key.columns] });
    const id = objectId('unique', table.schema, table.name, name);
    edits.push(put({ ...key, id, name, origins: [], columns: [column.name, ...key.columns] }));
  } else {
    const [first] = makeIndex(table, '', [column.name]).keys;
    const columns = [
      column.name,
      ...key.keys.map(({ expression, isExpression }) => (isExpression ? 'expr' : expression)),
    ];
    const name = nameFor(context, 'unique-index', table, { columns });
    const made = makeIndex(table, name, [], { unique: true, method: key.method, predicate: key.predicate });
    edits.push(put({ ...made, nullsNotDistinct: key.nullsNotDistinct, keys: first ? [first, ...key.keys] : key.keys }));
  }
  return { remedy: remedy({ title: `Put ${column.name} in front of the unique key ${key.name}`, edits }) };
}
