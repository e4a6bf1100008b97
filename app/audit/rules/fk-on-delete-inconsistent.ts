import type { ForeignKey } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { isOptional, keysTo, ownColumnsOf } from '../facts/foreign-keys.ts';
import { fact, plural, sayColumn, sayList, sayTable } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** So many children are needed to have a custom, and so large a share of them has to follow it. */
const ENOUGH = 3;
const CUSTOM = 0.65;

/** Of code, what is left to the default is `fk-no-on-delete`'s. */
export const fkOnDeleteInconsistent: Rule = {
  id: 'fk-on-delete-inconsistent',
  title: 'A child goes another way than its siblings when their parent is deleted',
  severity: 'low',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.catalog.objects.table.flatMap((parent) =>
      [true, false].flatMap((optional) => oddOnes(context, parent, optional)),
    ),
};

function oddOnes(
  context: AuditContext,
  parent: { readonly schema: string; readonly name: string },
  optional: boolean,
): readonly FindingDraft[] {
  if (keysTo(context, parent).length < ENOUGH) return [];
  const siblings = keysTo(context, parent).filter(
    (key) => isOptional(context, key) === optional && !isUnsaid(context, key),
  );
  const counts = new Map<string, ForeignKey[]>();
  for (const key of siblings) {
    const known = counts.get(wayOf(key));
    if (known) known.push(key);
    else counts.set(wayOf(key), [key]);
  }
  const [usual] = [...counts.values()].sort((a, b) => b.length - a.length);
  const [model] = usual ?? [];
  if (
    !usual ||
    !model ||
    usual.length < ENOUGH ||
    usual.length === siblings.length ||
    usual.length < CUSTOM * siblings.length
  )
    return [];
  const action = model.onDelete.toUpperCase();
  return siblings.flatMap((key): readonly FindingDraft[] => {
    const [column] = ownColumnsOf(context, key);
    if (wayOf(key) === wayOf(model) || !column) return [];
    const kind = optional ? 'nullable' : 'required';
    return [
      {
        object: key.id,
        message: `${sayColumn(column)} is ON DELETE ${key.onDelete.toUpperCase()}, while ${usual.length} of ${plural(siblings.length, `${kind} reference`)} to ${sayTable(parent)} are ON DELETE ${action}.`,
        evidence: [
          fact(`ON DELETE ${action}: ${sayList(usual.map(({ table }) => table))}.`),
          fact(`ON DELETE ${key.onDelete.toUpperCase()}: ${key.table}.`, key.id),
        ],
        remedy: remedy({
          title: `Make it ON DELETE ${action}`,
          edits: [set(key, { onDelete: model.onDelete, onDeleteColumns: [] })],
          advice: 'Waive it where the other way is meant, as for records that have to be kept.',
        }),
      },
    ];
  });
}

/** RESTRICT and NO ACTION both keep the parent. */
function wayOf({ onDelete }: ForeignKey): string {
  return onDelete === 'no action' ? 'restrict' : onDelete;
}

function isUnsaid({ sources }: AuditContext, { onDelete }: ForeignKey): boolean {
  return onDelete === 'no action' && sources.code !== null;
}
