import { type Column, lookupOf, type Table } from '#app/catalog';
import { entityName, inferReferences, isOutside, referredEntity } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { accessPaths } from '../facts/indexes.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { familyOf } from '../facts/types.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** What services keep for an application, where no table of the schema is called so. */
const KEPT_OUTSIDE = new Set(
  'template campaign audience broadcast payment_intent checkout_session subscription mailing_list webhook_endpoint'.split(
    ' ',
  ),
);

export const externalIdUnreferenced: Rule = {
  id: 'external-id-unreferenced',
  title: 'An id of an outside system is kept as bare text',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) =>
    context.tables.flatMap((table) =>
      lookupOf(context.catalog)
        .childrenOf(table.schema, table.name)
        .column.flatMap((column) => draftsOf(context, table, column)),
    ),
};

function draftsOf(context: AuditContext, table: Table, column: Column): readonly FindingDraft[] {
  const family = familyOf(context.catalog, column.type);
  if (family !== 'text' && family !== 'uuid' && family !== 'integer') return [];
  if (!isOutsideId(context, column) || isKeyed(context, table, column)) return [];
  const paths = accessPaths(context, table);
  // With the name of the system beside it, it is that system's key of the row.
  if (paths.some(({ unique, columns }) => unique && columns.length > 1 && columns.includes(column.name))) return [];
  const isUnique = paths.some(({ unique, columns }) => unique && columns.length === 1 && columns[0] === column.name);
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} is an id of an outside system, kept as ${column.type}: nothing notices when what it names is gone there.`,
      evidence: [
        fact('No foreign key guards it, and no table of the schema holds what it names.', column.id),
        fact(
          isUnique
            ? 'It is unique, so that no two rows claim the same one.'
            : 'Nothing keeps two rows from claiming the same one.',
        ),
      ],
      remedy: remedy({
        title: 'Keep it in step with the outside system',
        advice: `Listen to that system's deletions, or check the ids from time to time${isUnique ? '' : '; add a unique key where one id belongs to one row'}.`,
      }),
    },
  ];
}

function isOutsideId(context: AuditContext, column: Column): boolean {
  const entity = referredEntity(column.name);
  if (entity === null || column.name === 'external_id') return column.name === 'external_id';
  // `provider_id` mostly says which provider it is.
  if (isOutside(column.name)) return !/^(provider|oauth|remote|legacy)$/.test(entity);
  return KEPT_OUTSIDE.has(entity) && !entities(context).has(entity);
}

/** In a foreign key, the table's own key, or named after a table. */
function isKeyed(context: AuditContext, table: Table, column: Column): boolean {
  const { 'foreign-key': keys, 'primary-key': primary } = lookupOf(context.catalog).childrenOf(
    table.schema,
    table.name,
  );
  const inferred = context.remember(
    'inferred columns',
    () => new Set(inferReferences(context.catalog).map((one) => one.column.id)),
  );
  return [...keys, ...primary].some(({ columns }) => columns.includes(column.name)) || inferred.has(column.id);
}

function entities(context: AuditContext): ReadonlySet<string> {
  return context.remember(
    'entities',
    () => new Set(context.catalog.objects.table.map(({ name }) => entityName(name).split('_').at(-1) ?? '')),
  );
}
