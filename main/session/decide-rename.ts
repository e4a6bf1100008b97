import type { RenameDecision } from '#app/api';
import { parseHint, printHint } from '#app/compare';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { editConfig, openConfig } from './edit-config.ts';

/** The setting that remembers each answer; `open` is remembered nowhere. */
const LISTS = { renamed: 'renames', separate: 'notRenamed' } as const;

/**
 * Writes into the project's configuration what a person says of a rename, and takes out what was said of it before. The
 * file keeps its comments and its formatting; where there is none it is made.
 * @throws {Failure} `bad-input` for a text that is no rename, and for a file that is no JSON or cannot be written.
 */
export async function decideRename(root: string, hint: string, decision: RenameDecision): Promise<void> {
  const wanted = requireHint(hint);
  await editConfig(root, (text) => withDecision(text, wanted, decision), 'give the rename with --hints');
}

/** The text of the file with one decision in it. `hint` as `printHint` prints it. */
export function withDecision(text: string, hint: string, decision: RenameDecision): string {
  const { edit, listIn, text: after } = openConfig(text);
  for (const [answer, key] of Object.entries(LISTS)) {
    const own = listIn(key);
    const at = own.findIndex((each) => spelling(each) === hint);
    if (answer === decision && at < 0) {
      if (own.length === 0) edit([key], [hint]);
      else edit([key, own.length], hint, true);
    } else if (answer !== decision && at >= 0) {
      edit(own.length === 1 ? [key] : [key, at], undefined);
    }
  }
  return after();
}

function requireHint(text: string): string {
  try {
    const { kind, from, to } = parseHint(text);
    return kind === null ? text : printHint(kind, from, to);
  } catch (error) {
    throw new Failure({
      code: 'bad-input',
      message: `${messageOf(error)}.`,
      remedy: 'Give it as drift --format json prints it: table:public.users->public.accounts.',
    });
  }
}

/** One spelling of a rename, however it is written in the file. */
function spelling(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return requireHint(value);
  } catch {
    return null;
  }
}
