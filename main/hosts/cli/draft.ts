import { writeFile } from 'node:fs/promises';
import { joinStatements } from '#app/sql';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderReport } from './render-report.ts';
import { type CommonOptions, runCommand } from './run.ts';

export interface DraftOptions extends CommonOptions {
  /** Where renames that somebody confirmed are read from. */
  readonly hints?: string | undefined;
  /** Where to write what may be renamed and is open. */
  readonly hintsTemplate?: string | undefined;
  /** Patterns of differences that shall not be drafted. */
  readonly ignore: readonly string[];
  /** Where the SQL is written to; the terminal where it is left out. */
  readonly out?: string | undefined;
}

/** `raingauge draft <from> <to>`: SQL alone. What was tried and does not lead there is said, and written all the same. */
export function draft(root: string, from: string, to: string, options: DraftOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const files = (options.hints ?? options.hintsTemplate) ? await import('./hints-file.ts') : null;
    const hints = options.hints === undefined ? undefined : await files?.readHints(options.hints);
    const drafted = await session.draft({ root, from, to, hints, ignore: options.ignore }, work);
    const { statements, problems, faults } = drafted;
    if (options.hintsTemplate !== undefined) await files?.writeHintsTemplate(options.hintsTemplate, drafted);
    for (const block of renderReport(problems, terminal.styles)) terminal.note(block);
    if (problems.some(({ effect }) => effect === 'unread')) return EXIT.couldNotTell;
    const sql = joinStatements(statements);
    if (options.out === undefined) await terminal.out(sql);
    else await writeFile(options.out, sql);
    for (const { object, message } of faults)
      terminal.error(`The draft fails when it is tried: ${object} ${message}\n`);
    return faults.length > 0 ? EXIT.found : EXIT.none;
  });
}
