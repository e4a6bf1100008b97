import { type Column, type ForeignKey, quoteQualified } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOfKey, ownForeignKeys } from '../facts/foreign-keys.ts';
import { fact, sayColumn, sayList, sayTable } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const fkSetNullOnRequired: Rule = {
  id: 'fk-set-null-on-required',
  title: 'ON DELETE SET NULL on a column that may not be NULL',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => ownForeignKeys(context).flatMap((key) => draftsOf(context, key)),
};

function draftsOf(context: AuditContext, key: ForeignKey): readonly FindingDraft[] {
  const columns = columnsOfKey(context, key);
  const set_ =
    key.onDeleteColumns.length > 0 ? columns.filter(({ name }) => key.onDeleteColumns.includes(name)) : columns;
  const onDelete = key.onDelete === 'set null' ? set_.filter((column) => isRequired(context, column)) : [];
  const onUpdate = key.onUpdate === 'set null' ? columns.filter((column) => isRequired(context, column)) : [];
  const required = onDelete.length > 0 ? onDelete : onUpdate;
  const [first] = required;
  if (!first) return [];
  const event = onDelete.length > 0 ? 'DELETE' : 'UPDATE';
  const parent = sayTable(key.references);
  return [
    {
      object: key.id,
      message: `${sayList(required.map(sayColumn))} may not be NULL, and its foreign key to ${parent} is ON ${event} SET NULL: ${event === 'DELETE' ? 'deleting' : 'changing'} a parent that has children fails.`,
      evidence: required.map((column) => fact(`${sayColumn(column)} is NOT NULL.`, column.id)),
      remedy: remedy({
        title: `Make it ON ${event} RESTRICT, which is what happens today`,
        edits: [
          set(key, {
            ...(onDelete.length > 0 ? { onDelete: 'restrict', onDeleteColumns: [] } : {}),
            ...(onUpdate.length > 0 ? { onUpdate: 'no action' } : {}),
          }),
        ],
        advice: 'Where children are to outlive their parent, drop NOT NULL instead.',
      }),
    },
  ];
}

function isRequired({ catalog }: AuditContext, { notNull, type }: Column): boolean {
  return (
    notNull ||
    catalog.objects.domain.some((domain) => domain.notNull && type === quoteQualified(domain.schema, domain.name))
  );
}
