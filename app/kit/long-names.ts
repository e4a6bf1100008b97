import { type CatalogObject, type ObjectId, type Problem, parseObjectId, type SnapshotObject } from '#app/catalog';
import type { KitFact } from '#app/compare';
import type { Change, Setting } from './change.ts';
import { toSnapshotObject } from './from-catalog.ts';
import { dropStatement } from './statements.ts';

/**
 * What `push` makes of names over 63 bytes: it takes the name that the database cut for another than the code's, so it
 * drops what bears it and makes it anew, each time, or asks whether it was renamed.
 * @param report - of the code's reading, which tells the names that were cut.
 * @param liveOf - what push sees of the database by that id.
 */
export function ofCutNames(
  report: readonly Problem[],
  liveOf: (id: ObjectId) => CatalogObject | undefined,
): readonly Change[] {
  return report.flatMap(({ code, object }): readonly Change[] => {
    const own = code === 'name-truncated' && object !== null ? liveOf(object) : undefined;
    const base = own ? toSnapshotObject(own) : null;
    return base && STANDS_IN_A_TABLE.has(base.kind)
      ? [{ object: base.id, kind: base.kind, attribute: null, base, code: null }]
      : [];
  });
}

/** Of what is lost with its name there is more to say than this does: columns and tables have their rows. */
const STANDS_IN_A_TABLE: ReadonlySet<SnapshotObject['kind']> = new Set([
  'primary-key',
  'unique',
  'foreign-key',
  'check',
  'index',
  'policy',
]);

export function ofCutName(change: Change, { line }: Setting): KitFact {
  const name = parseObjectId(change.object).parts.at(-1);
  const asks = line.isOne || change.kind === 'policy';
  const then = asks ? 'It asks each time whether it was renamed.' : 'It is dropped and made anew each time.';
  return {
    command: 'push',
    line: line.name,
    verdict: asks ? 'asks' : 'alters',
    statement: change.base && dropStatement(change.base, line),
    reason: `The code's name is longer than 63 bytes, and push does not know ${name} for it. ${then}`,
  };
}
