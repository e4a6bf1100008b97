import { writeFile } from 'node:fs/promises';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';

export interface BaselineOptions extends CommonOptions {
  readonly format: 'sql' | 'json';
  /** The last migration that is marked; all of them where it is left out. */
  readonly through?: string | undefined;
  readonly out?: string | undefined;
}

/** `raingauge baseline [source]`: SQL that marks migrations as applied, where that is true. */
export function baseline(root: string, on: string, options: BaselineOptions): Promise<ExitCode> {
  return runCommand(options, root, async ({ session, terminal, work }) => {
    const { through, format, out } = options;
    const result = await session.baseline({ root, on, through }, work);
    tellProblems(result.unread, terminal);
    const text = format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : (result.sql ?? '');
    if (out === undefined) await terminal.out(text);
    else if (result.sql !== null || format === 'json') await writeFile(out, text);
    if (result.proven) return EXIT.none;
    for (const summary of result.differences) terminal.error(`Not as the migrations make it: ${summary}`);
    return result.complete ? EXIT.found : EXIT.couldNotTell;
  });
}
