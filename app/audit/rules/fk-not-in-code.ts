import { lookupOf, type ObjectId, objectId, parseObjectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import type { AuditContext } from '../context.ts';
import { sayTable } from '../facts/say.ts';
import { put, remedy } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** Restates drift: the comparison of the code with the strongest other source. */
export const fkNotInCode: Rule = {
  id: 'fk-not-in-code',
  title: 'A foreign key of the database is not in the Drizzle code',
  severity: 'high',
  dimension: 'integrity',
  needs: [
    ['code', 'live'],
    ['code', 'migrations'],
  ],
  fix: ['code'],
  evaluate(context) {
    const other = context.sources.live ? 'live' : 'migrations';
    const differences = context.between('code', other);
    if (!differences) return { notEvaluated: `Code and ${other} were not compared.` };
    return differences.flatMap((difference) => draftOf(context, difference, other));
  },
};

function draftOf(context: AuditContext, difference: Difference, other: 'live' | 'migrations'): readonly FindingDraft[] {
  const { object, kind, attribute, states } = difference;
  if (kind !== 'foreign-key' || attribute !== null || difference.class === 'cosmetic') return [];
  const reading = context.sources[other];
  const key = reading && lookupOf(reading.catalog).find(object);
  if (key?.kind !== 'foreign-key' || isInCode(context, object) || !hasTable(context, object)) return [];
  const columns = key.columns.join(', ');
  const drops = difference.destroyedBy.includes('push');
  return [
    {
      object,
      message: `${sayTable({ schema: key.schema, name: key.table })} (${columns}) references ${sayTable(key.references)} in ${other}, and no .references() in the code says so${drops ? ': drizzle-kit push drops the key' : ''}.`,
      evidence: [
        { text: difference.summary, object },
        ...difference.kit.map(({ reason }) => ({ text: reason })),
        ...Object.values(states).flatMap(({ origins }) =>
          origins.map((origin) => ({ text: 'It is made here.', origin })),
        ),
      ],
      remedy: remedy({
        title: `Add .references() to ${columns} in the code`,
        edits: [put(key)],
      }),
    },
  ];
}

function isInCode({ sources }: AuditContext, id: ObjectId): boolean {
  return sources.code !== null && lookupOf(sources.code.catalog).find(id) !== undefined;
}

/** Of a table that the code lacks altogether, the table is the fault. */
function hasTable({ sources }: AuditContext, id: ObjectId): boolean {
  const [schema = '', table = ''] = parseObjectId(id).parts;
  return sources.code !== null && lookupOf(sources.code.catalog).find(objectId('table', schema, table)) !== undefined;
}
