import type { AuditResult } from '#app/api';
import { isAtLeast, RULES, type Severity, sayRulesLike } from '#app/audit';
import { packageVersion } from '#main/platform/entry.ts';
import type { DriftFormat } from './drift-formats.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { renderAudit } from './render-audit.ts';
import { type CommonOptions, runCommand } from './run.ts';
import { tellProblems } from './tell-problems.ts';
import { createTerminal, type Styles } from './terminal.ts';

export interface AuditOptions extends CommonOptions {
  readonly format: DriftFormat;
  /** The least severity that makes the exit code 1. */
  readonly failOn: Severity;
  /** Only these rules; all where it is left out. */
  readonly rules?: readonly string[] | undefined;
  /** The file of an earlier result, absolute. */
  readonly baseline?: string | undefined;
  /** Where the SQL is written that ends the open findings. */
  readonly draft?: string | undefined;
  /** The folder that the same is written to as migrations in order. */
  readonly plan?: string | undefined;
}

/** `raingauge audit [<source>…]`. */
export function audit(root: string, sources: readonly string[], options: AuditOptions): Promise<ExitCode> {
  const { format, failOn, rules, baseline } = options;
  const strange = (rules ?? []).filter((id) => !RULES.some((rule) => rule.id === id));
  if (strange.length > 0) {
    createTerminal(options).error(`error: there is no rule ${strange.join(', ')}. ${sayRulesLike(strange)}`);
    return Promise.resolve(EXIT.wrongUsage);
  }
  return runCommand(
    options,
    root,
    async ({ session, terminal, work }) => {
      const request = { root, only: rules, ...(sources.length > 0 ? { sources } : {}) };
      const result = await session.audit({ ...request, fresh: false, baseline }, work);
      tellProblems(result.unread, terminal);
      await terminal.out(await render(result, format, terminal.styles));
      if (options.draft !== undefined) {
        const { draftRemedies } = await import('./draft-remedies.ts');
        await draftRemedies(result, request, options.draft, { session, terminal, work });
      }
      if (options.plan !== undefined) {
        const { writePlan } = await import('./write-plan.ts');
        await writePlan(result, request, options.plan, { session, terminal, work });
      }
      return exitCodeOf(result, failOn);
    },
    { reads: sources.length > 0 ? sources : ['code', 'migrations', 'live'], statistics: true },
  );
}

async function render(result: AuditResult, format: DriftFormat, styles: Styles): Promise<string> {
  if (format === 'text') return renderAudit(result, styles);
  if (format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  const report = await import('#app/report');
  switch (format) {
    case 'md':
      return report.findingsToMarkdown(result);
    case 'sarif':
      return `${JSON.stringify(report.findingsToSarif(result, packageVersion()), null, 2)}\n`;
    case 'junit':
      return report.findingsToJunit(result);
    case 'github':
      return report.findingsToGithub(result);
  }
}

/** 2 goes before 1. With a baseline only what is new fails. */
export function exitCodeOf({ complete, findings }: AuditResult, failOn: Severity): ExitCode {
  if (!complete) return EXIT.couldNotTell;
  const fails = findings.some(
    ({ status, severity, isNew }) => status === 'open' && isNew !== false && isAtLeast(severity, failOn),
  );
  return fails ? EXIT.found : EXIT.none;
}
