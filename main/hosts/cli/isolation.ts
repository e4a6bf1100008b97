import type { ErrorData, IsolationResult } from '#app/api';
import { sourceLabel } from '#main/platform/redact.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { IsolationFormat } from './isolation-formats.ts';
import { renderIsolation } from './render-isolation.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Styles } from './terminal.ts';

export interface IsolationOptions extends CommonOptions {
  readonly format: IsolationFormat;
  /** Instead of the configured role. */
  readonly role?: string | undefined;
  /** Whether what is isolated or exempt is listed too. */
  readonly all: boolean;
}

/** `raingauge isolation [<source>]`. */
export function isolation(root: string, source: string, options: IsolationOptions): Promise<ExitCode> {
  return runCommand(
    options,
    root,
    async ({ session, terminal, work }) => {
      const { role } = options;
      const result = await session.isolation({ root, source, fresh: false, role }, work);
      tellProblems(result.unread, terminal);
      await terminal.out(await render(result, options, terminal.styles));
      return exitCodeOf(result);
    },
    {
      reads: [source],
      onFailure: async (error, terminal) => {
        // Whoever parses the output gets a result in any case.
        if (options.format === 'text') return;
        await terminal.out(await render(unreadResult(source, error), options, terminal.styles));
      },
    },
  );
}

/** A leak goes before what could not be decided. */
export function exitCodeOf({ totals, complete }: IsolationResult): ExitCode {
  if (totals.leaks > 0) return EXIT.found;
  return complete ? EXIT.none : EXIT.couldNotTell;
}

async function render(result: IsolationResult, { format, all }: IsolationOptions, styles: Styles): Promise<string> {
  if (format === 'text') return renderIsolation(result, styles, all);
  if (format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  const report = await import('#app/report');
  switch (format) {
    case 'md':
      return report.isolationToMarkdown(result);
    case 'junit':
      return report.isolationToJunit(result);
    case 'github':
      return report.isolationToGithub(result);
  }
}

/** The result of a proof that could not begin. */
function unreadResult(source: string, { code, message, remedy, origin, cause }: ErrorData): IsolationResult {
  return {
    schemaVersion: 1,
    complete: false,
    unread: [{ code, effect: 'unread', message, remedy, object: null, origin, cause }],
    source: sourceLabel(source),
    provenOn: null,
    tenancy: { root: null, columns: [] },
    roles: [],
    settings: [],
    objects: [],
    totals: { objects: 0, isolated: 0, leaks: 0, notProvable: 0, exempt: 0 },
    says: [],
  };
}
