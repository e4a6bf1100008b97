import type { DriftResult, ErrorData } from '#app/api';
import type { DifferenceClass, OnDemand } from '#app/compare';
import { packageVersion } from '#main/platform/entry.ts';
import { sourceLabel } from '#main/platform/redact.ts';
import type { DriftFormat } from './drift-formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderDrift } from './render-drift.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import type { Styles } from './terminal.ts';

export interface DriftOptions extends CommonOptions {
  readonly format: DriftFormat;
  /** Only these classes; all of them where it is left out. */
  readonly classes?: readonly DifferenceClass[] | undefined;
  /** What is listed although it does not count. */
  readonly demanded: readonly OnDemand[];
  /** Patterns of differences that shall not count. */
  readonly ignore: readonly string[];
  /** A file with the renames of this run. */
  readonly hints?: string | undefined;
  /** Where to write what may be renamed and is open. */
  readonly hintsTemplate?: string | undefined;
}

/** `raingauge drift <from> <to>`. */
export function drift(root: string, from: string, to: string, options: DriftOptions): Promise<ExitCode> {
  return runCommand(
    options,
    root,
    async ({ session, terminal, work }) => {
      const files = (options.hints ?? options.hintsTemplate) ? await import('./hints-file.ts') : null;
      const hints = options.hints === undefined ? undefined : await files?.readHints(options.hints);
      const result = await session.compare(
        {
          root,
          from,
          to,
          fresh: false,
          classes: options.classes,
          demanded: options.demanded,
          ignore: options.ignore,
          hints,
        },
        work,
      );
      if (options.hintsTemplate !== undefined) await files?.writeHintsTemplate(options.hintsTemplate, result);
      tellProblems(result.unread, terminal);
      await terminal.out(await render(result, options.format, terminal.styles));
      return exitCodeOf(result);
    },
    {
      reads: [from, to],
      onFailure: async (error, terminal) => {
        // Whoever parses the output gets a result in any case.
        if (options.format === 'text') return;
        await terminal.out(await render(unreadResult(from, to, error), options.format, terminal.styles));
      },
    },
  );
}

/** The formats for machines are loaded when they are asked for. */
async function render(result: DriftResult, format: DriftFormat, styles: Styles): Promise<string> {
  if (format === 'text') return renderDrift(result, styles);
  if (format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  const report = await import('#app/report');
  switch (format) {
    case 'md':
      return report.driftToMarkdown(result);
    case 'sarif':
      return `${JSON.stringify(report.driftToSarif(result, packageVersion()), null, 2)}\n`;
    case 'junit':
      return report.driftToJunit(result);
    case 'github':
      return report.driftToGithub(result);
  }
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
    from: sourceLabel(from),
    to: sourceLabel(to),
    judgedBy: null,
    differences: [],
    totals: { all: 0, counting: 0, byClass: { drift: 0, order: 0, unmanaged: 0, cosmetic: 0 }, outOfScope: {} },
    renameCandidates: [],
    renames: [],
    kit: null,
  };
}
