import { writeFile } from 'node:fs/promises';
import { renderDown, renderSteps } from '#app/plan';
import { toDraftResult } from '#main/session/draft-result.ts';
import type { DraftAnswer } from '#main/session/requests.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Terminal } from './terminal.ts';

export interface DraftOptions extends CommonOptions {
  readonly format: 'sql' | 'json';
  /** Where renames that somebody confirmed are read from. */
  readonly hints?: string | undefined;
  /** Where to write what may be renamed and is open. */
  readonly hintsTemplate?: string | undefined;
  /** Patterns of differences that shall not be drafted. */
  readonly ignore: readonly string[];
  /** Where the SQL is written to; the terminal where it is left out. */
  readonly out?: string | undefined;
  /** The folder that the edits of the code are written to, as a patch. */
  readonly code?: string | undefined;
  /** Whether it is run on a clone that has rows as well. */
  readonly prove: boolean;
  /** Whether the way back is written beside it: `F.down.sql` for an `out` of `F.sql`. */
  readonly down: boolean;
  readonly online: boolean;
  /** Whether it may be run a second time. */
  readonly again: boolean;
  readonly owners: boolean;
  readonly roles: boolean;
}

/** `raingauge draft <from> <to>`: SQL alone. What was tried and does not lead there is said, and written all the same. */
export function draft(root: string, from: string, to: string, options: DraftOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const files = (options.hints ?? options.hintsTemplate) ? await import('./hints-file.ts') : null;
    const hints = options.hints === undefined ? undefined : await files?.readHints(options.hints);
    const { ignore, prove, down, online, again, owners, roles } = options;
    const request = { root, from, to, hints, ignore, prove, down, online, again, owners, roles };
    const drafted = await session.draft(request, work);
    if (options.hintsTemplate !== undefined) await files?.writeHintsTemplate(options.hintsTemplate, drafted);
    tellProblems(drafted.problems, terminal);
    const isOpen = drafted.problems.some(({ effect }) => effect === 'unread');
    if (!isOpen || options.format === 'json') await write(drafted, { from, to }, options, terminal);
    if (isOpen) return EXIT.couldNotTell;
    for (const line of renameLines(drafted)) terminal.note(line);
    if (options.code !== undefined) {
      const edits = await session.previewCode({ root, from, to, hints, ignore }, work);
      tellProblems(edits.problems, terminal);
      const { writePatch } = await import('./write-patch.ts');
      terminal.note(`The edits of the code: ${await writePatch(options.code, edits)}`);
    }
    for (const { object, message } of drafted.faults)
      terminal.error(`The draft fails when it is tried: ${object} ${message}\n`);
    for (const line of drafted.proof?.says ?? []) terminal.note(line);
    return drafted.faults.length > 0 || drafted.proof?.proven === false ? EXIT.found : EXIT.none;
  });
}

/** Where the code still says an old name: what the draft renames has to be called otherwise there. */
function renameLines({ renames = [] }: DraftAnswer): readonly string[] {
  return renames.flatMap(({ from, to, uses }) => [
    `${from} is called ${to} from then on; ${uses.length === 0 ? 'nothing in the code says the old name.' : 'the code says the old name in:'}`,
    ...uses.map(
      ({ file, line, column, kind, via, text }) =>
        `  ${file}:${line}:${column} ${kind}${via === 'sql' ? ' (SQL)' : ''} ${text}`,
    ),
  ]);
}

async function write(
  drafted: DraftAnswer,
  ends: { readonly from: string; readonly to: string },
  { format, out }: DraftOptions,
  terminal: Terminal,
): Promise<void> {
  const { statements, madeFor, down } = drafted;
  if (format === 'json') {
    await put(`${JSON.stringify(toDraftResult(ends, drafted), null, 2)}\n`, out ?? null, terminal);
    return;
  }
  const steps = renderSteps(statements, madeFor);
  if (out === undefined) await terminal.out(steps.join('\n'));
  else for (const [at, text] of steps.entries()) await writeFile(at === 0 ? out : besides(out, String(at + 1)), text);
  if (down !== null && out !== undefined) await writeFile(besides(out, 'down'), renderDown(statements, down));
}

async function put(text: string, file: string | null, terminal: Terminal): Promise<void> {
  if (file === null) await terminal.out(text);
  else await writeFile(file, text);
}

/** `0003_boats.sql` → `0003_boats.down.sql`. */
function besides(out: string, what: string): string {
  return `${out.replace(/\.sql$/i, '')}.${what}.sql`;
}
