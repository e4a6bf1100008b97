import { KINDS, type Kind, type MigrationStatement, type StatementObject } from '#app/catalog';
import { countKind, countWord } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';

const DID: readonly StatementObject['did'][] = ['made', 'changed', 'dropped'];

/** What statements did, in words: `12 tables, 3 enums made; 1 column dropped`. */
export function summarizeObjects(statements: readonly MigrationStatement[]): string {
  const seen = new Map<string, Set<string>>();
  for (const { objects } of statements) {
    for (const { object, did } of objects) {
      const key = `${did} ${objectName(object).kind}`;
      const ids = seen.get(key);
      if (ids) ids.add(object);
      else seen.set(key, new Set([object]));
    }
  }
  const parts = DID.flatMap((did) => {
    const counts = KINDS.flatMap((kind: Kind) => {
      const count = seen.get(`${did} ${kind}`)?.size ?? 0;
      return count === 0 ? [] : [countKind(count, kind)];
    });
    return counts.length === 0 ? [] : [`${did} ${counts.join(', ')}`];
  });
  if (parts.length > 0) return parts.join('; ');
  return nothing(statements);
}

function nothing(statements: readonly MigrationStatement[]): string {
  const { length } = statements;
  const failed = statements.filter(({ outcome }) => outcome === 'failed').length;
  if (length === 0) return 'nothing: it has no statement';
  if (failed === 0) return `nothing that a catalog holds, in ${countWord(length, 'statement')}`;
  return length === 1 ? 'nothing: its statement failed' : `nothing: ${failed} of its ${length} statements failed`;
}
