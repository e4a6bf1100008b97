import type { DriftResult, ErrorData } from '#app/api';
import { addressOf } from '#main/platform/redact.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderDrift } from './render-drift.ts';
import { renderProblem } from './render-error.ts';
import { type CommonOptions, runCommand } from './run.ts';

export interface DriftOptions extends CommonOptions {
  readonly format: 'text' | 'json';
}

/** `raingauge drift <from> <to>`. */
export function drift(root: string, from: string, to: string, options: DriftOptions): Promise<ExitCode> {
  return runCommand(
    options,
    root,
    async ({ session, terminal, work }) => {
      const result = await session.compare({ root, from, to, fresh: false }, work);
      for (const problem of result.unread) terminal.note(renderProblem(problem, terminal.styles));
      await terminal.out(
        options.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : renderDrift(result, terminal.styles),
      );
      return exitCodeOf(result);
    },
    async (error, terminal) => {
      // Whoever parses the output gets a result in any case.
      if (options.format === 'json') await terminal.out(`${JSON.stringify(unreadResult(from, to, error), null, 2)}\n`);
    },
  );
}

export function exitCodeOf(result: DriftResult): ExitCode {
  if (!result.complete) return EXIT.couldNotTell;
  return result.totals.counting > 0 ? EXIT.found : EXIT.none;
}

/** The result of a comparison that could not begin. */
function unreadResult(from: string, to: string, error: ErrorData): DriftResult {
  const { code, message, remedy, origin, cause } = error;
  return {
    schemaVersion: 1,
    complete: false,
    unread: [{ code, effect: 'unread', message, remedy, object: null, origin, cause }],
    from: labelOf(from),
    to: labelOf(to),
    judgedBy: null,
    differences: [],
    totals: { all: 0, counting: 0, byClass: { drift: 0, order: 0, unmanaged: 0, cosmetic: 0 }, outOfScope: {} },
  };
}

/** A source as it is named in results: an address without its password. */
function labelOf(source: string): string {
  return source.includes('://') ? addressOf(source) : source;
}
