import type { ObjectId } from '#app/catalog';
import type { Proof } from './proof.ts';

/** What was shown and what was not, in sentences. */
export function sayProof(
  proof: Pick<Proof, 'proven' | 'steps' | 'rows' | 'lost' | 'byTriggers' | 'left' | 'again'>,
  server: string,
  notBuilt: readonly ObjectId[],
): readonly string[] {
  const { proven, steps, rows, lost, byTriggers, left, again } = proof;
  const failed = steps.filter(({ outcome }) => outcome === 'failed');
  const outside = steps.filter(({ outcome }) => outcome === 'outside');
  const filled = rows.filter(({ rows: count }) => count > 0);
  const total = filled.reduce((sum, { rows: count }) => sum + count, 0);
  const empty = rows.filter(({ rows: count }) => count === 0);
  const few = rows.filter(({ rows: count, gaveUp }) => count > 0 && gaveUp !== null);
  return [
    `${proven ? 'Proven' : 'Not proven'} on ${server}: ${steps.length} statements ran on ${total} made-up rows in ${filled.length} tables.`,
    ...failed.map(({ sql, error }) => `Failed: ${error} (${firstLine(sql)}).`),
    ...left.map(({ object, message }) => `${object} ${message}.`),
    ...lost.map(({ message }) => `Lost without being said: ${message}.`),
    ...byTriggers.map(
      ({ relation, column }) => `The triggers of ${relation} write ${column} anew in every row that is updated.`,
    ),
    ...outside.map(({ sql }) => `Cannot run in a transaction, and so in no migration of Drizzle: ${firstLine(sql)}.`),
    ...(again === false ? ['It cannot be run a second time.'] : []),
    ...(empty.length === 0
      ? []
      : [
          `Nothing is shown of the rows of ${listed(empty.map(({ table }) => table))}: no row could be made (${empty[0]?.gaveUp ?? ''}).`,
        ]),
    ...(few.length === 0 ? [] : [`Fewer rows than wanted were made in ${listed(few.map(({ table }) => table))}.`]),
    ...(notBuilt.length === 0
      ? []
      : [`Nothing is shown of what the shadow could not build: ${listed([...new Set(notBuilt)])}.`]),
  ];
}

const LISTED = 8;

function listed(ids: readonly string[]): string {
  const more = ids.length - LISTED;
  return `${ids.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function firstLine(sql: string): string {
  const [line = ''] = sql.split('\n');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
