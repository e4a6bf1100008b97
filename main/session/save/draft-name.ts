import { parseObjectId } from '#app/catalog';
import type { PlannedStatement } from '#app/plan';

/** What follows the number in a migration's name: what the person said, in the letters of a file name, or what it is about. */
export function draftName(statements: readonly PlannedStatement[], said: string | undefined): string {
  const name = (said ?? '')
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? aboutOf(statements) : name.slice(0, 80);
}

function aboutOf(statements: readonly PlannedStatement[]): string {
  const names = new Set(
    statements.map(({ object }) => {
      const { kind, parts } = parseObjectId(object);
      return kind === 'index' ? 'indexes' : (parts[1] ?? parts[0] ?? kind);
    }),
  );
  const [only] = names;
  const word = (only ?? 'schema').replace(/[^\p{L}\p{N}]+/gu, '_');
  return names.size === 1 ? `change_${word}` : 'change_schema';
}
