import { type Index, quoteIdent, type Table, type Unique } from '#app/catalog';
import { namesIn, tokenize } from '#app/coverage';
import { makeObjectName } from '#app/sql';
import { originsAlike } from '../alike.ts';
import type { AuditContext } from '../context.ts';
import { makeIndex } from '../facts/make.ts';
import { fact, sayTable } from '../facts/say.ts';
import { liveRowsPredicate, type SoftDelete } from '../patterns/soft-delete.ts';
import { drop, put, type Remedy, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const softDeleteUniqueNotPartial: Rule = {
  id: 'soft-delete-unique-not-partial',
  title: 'A deleted row keeps its unique value taken',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      const deleted = context.patterns.softDelete(table);
      if (!deleted) return [];
      const { unique, index } = context.lookup.childrenOf(table.schema, table.name);
      const keys = [...unique, ...index.filter((one) => one.unique)];
      return keys.flatMap((key) => findIn(context, table, key, deleted));
    }),
};

function findIn(
  context: AuditContext,
  table: Table,
  key: Unique | Index,
  deleted: SoftDelete,
): readonly FindingDraft[] {
  const names = namesOf(key);
  if (names.has(deleted.column.name) || holdsKey(context, table, key)) return [];
  if ([...names].every((name) => isNeverReused(context, table, name))) return [];
  const columns = key.kind === 'unique' ? key.columns : key.keys.map(({ expression }) => expression);
  const said = columns.join(', ');
  return [
    {
      object: table.id,
      discriminator: said,
      message: `Rows of ${sayTable(table)} are only marked as deleted (${deleted.column.name}), and a deleted row keeps its ${said} taken.`,
      evidence: [
        fact(`${deleted.column.name} marks deleted rows.`, deleted.column.id),
        fact(`${key.name} holds for deleted rows as well.`, key.id),
      ],
      ...originsAlike(context, key),
      ...remedyFor(context, table, key, deleted),
    },
  ];
}

/** With the whole primary key in it, it forbids nothing more: it is there to be referenced together with the tenant. */
function holdsKey({ lookup }: AuditContext, table: Table, key: Unique | Index): boolean {
  const [primary] = lookup.childrenOf(table.schema, table.name)['primary-key'];
  const columns = key.kind === 'unique' ? key.columns : key.keys.map(({ expression }) => expression);
  return primary?.columns.every((name) => columns.includes(name)) === true && columns.length > primary.columns.length;
}

/** Columns in keys and in the predicate. */
function namesOf(key: Unique | Index): ReadonlySet<string> {
  if (key.kind === 'unique') return new Set(key.columns);
  const keys = key.keys.flatMap(({ expression, isExpression }) =>
    isExpression ? [...namesIn(tokenize(expression))] : [expression],
  );
  return new Set([...keys, ...(key.predicate === null ? [] : namesIn(tokenize(key.predicate)))]);
}

/** What nobody types a second time: drawn at random, or another system's. */
function isNeverReused(context: AuditContext, table: Table, name: string): boolean {
  const column = context.lookup.columnOf(table.schema, table.name, name);
  if (!column) return true;
  const isReference = context.lookup
    .childrenOf(table.schema, table.name)
    ['foreign-key'].some(({ columns }) => columns.includes(name));
  if (isReference) return false;
  return (
    column.type === 'uuid' ||
    column.identity !== null ||
    /(^|_)(token|hash|secret|nonce|uuid|stripe_\w+|external_id)$/i.test(name)
  );
}

function remedyFor(
  context: AuditContext,
  table: Table,
  key: Unique | Index,
  deleted: SoftDelete,
): { readonly remedy?: Remedy } {
  const predicate = liveRowsPredicate(deleted, quoteIdent);
  const isReferenced = context.catalog.objects['foreign-key'].some(
    ({ references, referencedColumns }) =>
      key.kind === 'unique' &&
      references.schema === table.schema &&
      references.name === table.name &&
      [...referencedColumns].sort().join() === [...key.columns].sort().join(),
  );
  if (isReferenced) return {};
  const columns = key.kind === 'unique' ? key.columns : [];
  const both = key.kind === 'index' && key.predicate !== null ? `(${key.predicate} AND ${predicate})` : predicate;
  const name = makeObjectName(
    table.name,
    key.kind === 'unique' ? columns.join('_') : key.name.slice(0, 30),
    'live_key',
  );
  const made = makeIndex(table, name, columns, { unique: true, predicate: both });
  const index = { ...made, nullsNotDistinct: key.nullsNotDistinct, keys: key.kind === 'unique' ? made.keys : key.keys };
  return {
    remedy: remedy({
      title: `Let ${key.name} hold for rows that are not deleted`,
      edits: [drop(key.id), put(index)],
    }),
  };
}
