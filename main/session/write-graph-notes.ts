import type { SavedView, TableNote } from '#app/api';
import type { ObjectId } from '#app/catalog';
import { editConfig, openConfig } from './edit-config.ts';

const OTHERWISE = 'keep the address of the view';

/**
 * Writes a view of the graph into the project's configuration, in place of the one of that name; `null` takes it out.
 * @throws {Failure} `bad-input` for a file that is no JSON or cannot be written.
 */
export function writeView(root: string, name: string, view: SavedView | null): Promise<void> {
  return editConfig(root, (text) => withView(text, name, view), OTHERWISE);
}

export function writeTableNote(root: string, table: ObjectId, note: TableNote): Promise<void> {
  return editConfig(root, (text) => withTableNote(text, table, note), 'write it down elsewhere');
}

/** The text of the file with the view in it, or without. */
export function withView(text: string, name: string, view: SavedView | null): string {
  const config = openConfig(text);
  const own = config.listIn('views');
  const at = own.findIndex((value) => (value as { readonly name?: unknown } | null)?.name === name);
  if (view === null) {
    if (at >= 0) config.edit(own.length === 1 ? ['views'] : ['views', at], undefined);
  } else if (at >= 0) config.edit(['views', at], view);
  else if (own.length === 0) config.edit(['views'], [view]);
  else config.edit(['views', own.length], view, true);
  return config.text();
}

/** The text of the file with what is said of a table, or without it where nothing is said. */
export function withTableNote(text: string, table: ObjectId, { tags = [], note = '' }: TableNote): string {
  const config = openConfig(text);
  // Asked for its error: what is no JSON is not written over.
  config.listIn('tables');
  const entry = { ...(tags.length > 0 ? { tags } : {}), ...(note === '' ? {} : { note }) };
  config.edit(['tables', table], Object.keys(entry).length === 0 ? undefined : entry);
  return config.text();
}
