import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CodeFacts, lookupOf, objectId, parseObjectId, type Reading } from '#app/catalog';
import type { ChangedShape } from '#app/usages';
import { openHistory } from './git.ts';
import { createShapeReader, holdsOldRows } from './shapes.ts';

/**
 * JSON columns whose `$type<…>` says something else than it did when a migration was last committed, so that rows written
 * before may not be what the code takes them for. `null` where no history tells: no repository, no migration in it.
 */
export async function readChangedShapes(
  root: string,
  { catalog, code }: Reading,
  migrations: string | null,
): Promise<readonly ChangedShape[] | null> {
  const columns = code ? jsonColumns(catalog, code) : [];
  if (columns.length === 0) return [];
  const history = migrations === null ? null : await openHistory(root);
  const commit = history && migrations !== null ? await history.newest(migrations) : null;
  if (!history || migrations === null || commit === null) return null;
  // A migration that is being written may be the one for it.
  if (await history.isChanged(migrations)) return [];
  const now = createShapeReader((file) => readFile(join(root, file), 'utf8').catch(() => null));
  const then = createShapeReader((file) => history.textAt(commit, file));
  const changed: ChangedShape[] = [];
  for (const { id, file, line, name } of columns) {
    const [before, after] = await Promise.all([then(file, name), now(file, name)]);
    if (before === null || after === null || before === after || holdsOldRows(before, after)) continue;
    changed.push({ object: id, file, line, before, now: after, since: commit.slice(0, 12) });
  }
  return changed;
}

interface JsonColumn {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** Its table's variable and its property. */
  readonly name: string;
}

function jsonColumns(catalog: Reading['catalog'], { types, exported, columnKeys }: CodeFacts): readonly JsonColumn[] {
  const { find } = lookupOf(catalog);
  const variables = new Map(exported.map(({ object, name }) => [object, name]));
  const keys = new Map(columnKeys.map(({ object, key }) => [object, key]));
  return types.flatMap(({ object }): readonly JsonColumn[] => {
    const column = find(object);
    const [schema = '', table = ''] = parseObjectId(object).parts;
    const variable = variables.get(objectId('table', schema, table));
    if (column?.kind !== 'column' || !/^jsonb?$/.test(column.type) || variable === undefined) return [];
    const { file, line } = column.origins[0] ?? {};
    if (file === undefined || line === undefined) return [];
    return [{ id: object, file, line, name: `${variable}.${keys.get(object) ?? column.name}` }];
  });
}
