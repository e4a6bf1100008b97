import { type Column, objectId, type Sequence, type SequenceStatistics } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { columnsOfKey, keysTo } from '../facts/foreign-keys.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { sizeFacts } from '../facts/statistics.ts';
import { type CatalogEdit, remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** The share of its range from which on there is no time to lose. */
const NEAR_END = 0.6;
const LIMITS: Readonly<Record<string, bigint>> = {
  smallint: 2n ** 15n - 1n,
  integer: 2n ** 31n - 1n,
  bigint: 2n ** 63n - 1n,
};
const BIGINT_MAX = String(LIMITS.bigint);

export const sequenceNearEnd: Rule = {
  id: 'sequence-near-end',
  title: 'A key whose sequence comes to its end',
  severity: 'high',
  dimension: 'scale',
  needs: [['catalog', 'live', 'statistics']],
  fix: ['sql', 'code'],
  evaluate(context) {
    if (context.source !== 'live') return { notEvaluated: 'Only the live database tells.' };
    const sequences = context.statistics?.sequences;
    if (!sequences) return { notEvaluated: 'The live database did not say how far its sequences have come.' };
    return sequences.flatMap((entry) => draftsOf(context, entry));
  },
};

function draftsOf(
  context: AuditContext,
  { sequence: id, column: columnId, lastValue, used }: SequenceStatistics,
): readonly FindingDraft[] {
  const { lookup } = context;
  const column = columnId === null ? undefined : lookup.find(columnId);
  const sequence = lookup.find(id);
  const own = sequence?.kind === 'sequence' ? sequence : null;
  const fed = column?.kind === 'column' ? column : null;
  if (lastValue === null || used === null || (!own && !fed)) return [];
  const limit = limitOf(fed, own);
  const share = Number((BigInt(lastValue) * 10000n) / limit) / 10000;
  const options = fed?.identity?.options ?? own?.options;
  if (share < NEAR_END || options?.cycle || !options || BigInt(options.increment) < 0n) return [];
  const percent = Math.floor(100 * share);
  const what = fed ? sayColumn(fed) : (own?.name ?? '');
  const edits = widen(context, fed, own, limit);
  return [
    {
      object: fed?.id ?? id,
      ...(fed ? { table: objectId('table', fed.schema, fed.table) } : {}),
      message: `${what} has used ${percent} % of its numbers (${lastValue} of ${limit}): at the end every INSERT fails.`,
      evidence: [
        fact(`The sequence stands at ${lastValue}.`, id),
        ...(fed
          ? [
              fact(`${sayColumn(fed)} is ${fed.type}.`, fed.id),
              ...sizeFacts(context, objectId('table', fed.schema, fed.table)),
            ]
          : []),
      ],
      likelihood: share >= 0.8 ? 'likely' : 'possible',
      remedy: remedy({
        title: edits.length > 0 ? `Make ${what} bigint, with what references it` : 'Give it more numbers',
        edits,
        advice:
          'A change of type rewrites the table under an exclusive lock: for large tables add a bigint column, fill it in batches, and swap the two.',
      }),
    },
  ];
}

/** Where the column ends, or its sequence before that. */
function limitOf(column: Column | null, sequence: Sequence | null): bigint {
  const ends = [
    column && LIMITS[column.type],
    column?.identity && BigInt(column.identity.options.max),
    sequence && BigInt(sequence.options.max),
  ];
  return ends.reduce<bigint>(
    (least, end) => (typeof end === 'bigint' && end < least ? end : least),
    LIMITS.bigint ?? 0n,
  );
}

/** The column, its sequence, and the columns that reference it. */
function widen(
  context: AuditContext,
  column: Column | null,
  sequence: Sequence | null,
  limit: bigint,
): readonly CatalogEdit[] {
  if (limit >= (LIMITS.bigint ?? 0n)) return [];
  const wide = { type: 'bigint', max: BIGINT_MAX } as const;
  const own = sequence ? [set(sequence, { options: { ...sequence.options, ...wide } })] : [];
  if (!column) return own;
  const identity = column.identity && { ...column.identity, options: { ...column.identity.options, ...wide } };
  const children = keysTo(context, { schema: column.schema, name: column.table }).flatMap((key) =>
    columnsOfKey(context, key).filter(
      (child, at) => key.referencedColumns[at] === column.name && child.type !== 'bigint',
    ),
  );
  return [
    set(column, { type: 'bigint', identity }),
    ...own,
    ...children.map((child) => set(child, { type: 'bigint' })),
  ];
}
