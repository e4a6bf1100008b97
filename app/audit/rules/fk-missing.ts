import { lookupOf, quoteQualified } from '#app/catalog';
import { type InferredReference, inferReferences, isTenantColumn, isTenantRoot, LIKELY_REFERENCE } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { mayReference, ownTables, putForeignKey, tableOf } from '../facts/foreign-keys.ts';
import { fact, sayColumn, sayTable, tableId } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

/** Below, the name tells of a reference and little else does: a guess worth looking at, but where it says whose a row is. */
const SURE = 0.65;

/** The tenant column's key is `tenant-column-no-foreign-key`'s, another type `fk-type-mismatch`'s, a key that only another source has `fk-not-in-…`'s. */
export const fkMissing: Rule = {
  id: 'fk-missing',
  title: 'A column named like a reference has no foreign key',
  severity: 'high',
  dimension: 'integrity',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const elsewhere = keyedColumns(context);
    return inferReferences(context.catalog).flatMap((reference): readonly FindingDraft[] => {
      const { column, table, typesAgree, confidence } = reference;
      const own = tableOf(context, tableId(column));
      if (!own || !ownTables(context).has(own.id) || !typesAgree || confidence < LIKELY_REFERENCE) return [];
      if (isTenantColumn(context.tenancy, column.name) && isTenantRoot(context.tenancy, table)) return [];
      if (elsewhere.has(quoteQualified(column.schema, column.table, column.name)) || !mayReference(own, table))
        return [];
      return [draftOf(context, reference)];
    });
  },
};

function draftOf(context: AuditContext, { column, table, key, confidence, reasons }: InferredReference): FindingDraft {
  const own = tableOf(context, tableId(column));
  const isGuess = confidence < SURE && !isTenantRoot(context.tenancy, table);
  const ends = { columns: [column.name], references: table, referencedColumns: [key] };
  return {
    object: column.id,
    ...(isGuess ? { severity: 'medium' as const } : {}),
    message: `${sayColumn(column)} ${isGuess ? 'seems' : 'is'} meant to reference ${sayTable(table)}, and no foreign key guards it: rows may point at nothing.`,
    evidence: [
      ...reasons.map((text) => fact(text)),
      fact(`Confidence: ${Math.round(100 * confidence)} %.`, table.id),
      ...sizeFacts(context, tableId(column)),
    ],
    ...(own
      ? {
          remedy: remedy({
            title: `Add a foreign key from ${sayColumn(column)} to ${sayTable(table)}.${key}`,
            edits: putForeignKey(context, own, ends),
            advice: `Rows of ${sayTable(own)} that point at nothing have to be put right before the key can be added.`,
          }),
        }
      : {}),
  };
}

/** Columns that stand in a foreign key of another source: what differs is told there. */
function keyedColumns(context: AuditContext): ReadonlySet<string> {
  const keyed = new Set<string>();
  for (const reading of Object.values(context.sources)) {
    if (!reading || reading.catalog === context.catalog) continue;
    for (const { schema, table, columns } of reading.catalog.objects['foreign-key'])
      if (lookupOf(context.catalog).childrenOf(schema, table).column.length > 0)
        for (const column of columns) keyed.add(quoteQualified(schema, table, column));
  }
  return keyed;
}
