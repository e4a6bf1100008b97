import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type CommonOptions, runCommand } from './run.ts';

export interface ReportOptions extends CommonOptions {
  /** Ends in `.html` or `.md`. */
  readonly out: string;
  readonly baseline?: string | undefined;
}

/** `raingauge report --out F`: the file says itself what could not be read. */
export function report(root: string, sources: readonly string[], options: ReportOptions): Promise<ExitCode> {
  return runCommand(
    options,
    root,
    async ({ session, terminal, work }) => {
      const { out, baseline } = options;
      const format = out.endsWith('.md') ? 'md' : 'html';
      const request = {
        root,
        fresh: false,
        ...(sources.length > 0 ? { sources } : {}),
        ...(baseline === undefined ? {} : { baseline: resolve(baseline) }),
      };
      const written = await session.report(request, format, work);
      await writeFile(resolve(out), written.text).catch((error: unknown) => {
        throw new Failure({
          code: 'bad-input',
          message: `${out} could not be written.`,
          remedy: 'Name a file in a folder that exists and may be written to.',
          cause: messageOf(error),
        });
      });
      terminal.note(written.headline);
      terminal.note(`Written: ${out}`);
      return written.complete ? EXIT.none : EXIT.couldNotTell;
    },
    { statistics: true },
  );
}
