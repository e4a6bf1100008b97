import { type Index, lookupOf, type Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOf } from '../facts/columns.ts';
import { fact, plural, sayBytes, sayTable } from '../facts/say.ts';
import { indexStatistics, tableStatistics } from '../facts/statistics.ts';
import { remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

const TEXT_SEARCH = /to_tsvector|tsvector|gin_trgm_ops/i;
const CHANGED = /^(updated|modified|changed|last_modified)(_(at|on))?$/;

export const fullTextWriteCost: Rule = {
  id: 'full-text-write-cost',
  title: 'A full-text index that every write to a busy table feeds',
  severity: 'low',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: [],
  evaluate: (context) =>
    context.tables.flatMap((table) =>
      lookupOf(context.catalog)
        .childrenOf(table.schema, table.name)
        .index.flatMap((index) => draftsOf(context, table, index)),
    ),
};

function draftsOf(context: AuditContext, table: Table, index: Index): readonly FindingDraft[] {
  if (index.method !== 'gin' || index.inherited || !isTextSearch(context, index)) return [];
  const busy = busyBecause(context, table);
  if (busy === null) return [];
  const sizes = [indexStatistics(context, index.id)?.bytes, tableStatistics(context, table.id)?.bytes] as const;
  return [
    {
      object: index.id,
      table: table.id,
      message: `${index.name} is fed by every write to ${sayTable(table)}: one row means an entry for each of its ${isTrigram(index) ? 'groups of three letters' : 'words'}.`,
      evidence: [
        fact(`It is a GIN index ${isTrigram(index) ? 'of trigrams' : 'for full-text search'}.`, index.id),
        fact(busy, table.id),
        ...(sizes[0] !== undefined && sizes[1] !== undefined
          ? [fact(`It takes ${sayBytes(sizes[0])} of the table's ${sayBytes(sizes[1])}.`, index.id)]
          : []),
      ],
      remedy: remedy({
        title: 'Watch what it costs, and let it catch up at quiet times',
        advice:
          'Keep a tsvector in a generated column, so that only a changed text is analysed; tune gin_pending_list_limit and fastupdate; rebuild it now and then with REINDEX CONCURRENTLY. Where search may lag, move it to a table of its own.',
      }),
    },
  ];
}

function isTrigram({ keys }: Index): boolean {
  return keys.some(({ expression, operatorClass }) => /gin_trgm_ops/.test(`${expression} ${operatorClass ?? ''}`));
}

function isTextSearch({ lookup }: AuditContext, { keys, schema, table }: Index): boolean {
  return keys.some(({ expression, isExpression, operatorClass }) => {
    if (TEXT_SEARCH.test(operatorClass ?? '')) return true;
    return isExpression
      ? TEXT_SEARCH.test(expression)
      : lookup.columnOf(schema, table, expression)?.type === 'tsvector';
  });
}

/** Why the table is taken to be written to often; `null` where nothing says so. */
function busyBecause(context: AuditContext, table: Table): string | null {
  const writes = (context.usages?.of(table.id) ?? []).filter(
    ({ kind, test }) => !test && (kind === 'insert' || kind === 'update'),
  );
  if (writes.length > 0) return `The code writes to it in ${plural(writes.length, 'place')}.`;
  const { isAppendOnly, reasons } = context.patterns.appendOnly(table);
  if (isAppendOnly) return reasons[0] ?? 'It only grows.';
  const changed = columnsOf(context, table).find(
    ({ name }) => CHANGED.test(name) || /^(sent|received|created)_at$/.test(name),
  );
  if (!changed) return null;
  return `${changed.column.name} says that rows keep being written.`;
}
