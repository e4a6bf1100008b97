import type { AuditResult, RuleExplanation, WaiverInput, WrittenReport } from '#app/api';
import type { IsolationResult } from '#app/audit';
import type { Work } from '#main/platform/work.ts';
import type { Audited, AuditTools } from './audit/audit-project.ts';

export interface AuditRequest {
  readonly root: string;
  readonly fresh: boolean;
  /** Sources as they are named; the project's own where it is left out. */
  readonly sources?: readonly string[] | undefined;
  /** Only these rules. */
  readonly only?: readonly string[] | undefined;
  /** A file with a former result, absolute. */
  readonly baseline?: string | undefined;
  /** What the isolation prover found. */
  readonly isolation?: readonly IsolationResult[] | undefined;
}

/** The use-cases of audits. */
export interface Audits {
  /** What the rules find in the project, its waivers considered. */
  audit(request: AuditRequest, work: Work): Promise<AuditResult>;
  /** What an audit found and what it was made from, as a file that stands alone; it is written nowhere. */
  report(request: AuditRequest, format: WrittenReport['format'], work: Work): Promise<WrittenReport>;
  /** A rule's doc. @throws {Failure} `bad-input` for a rule that there is not. */
  explainRule(rule: string): Promise<RuleExplanation>;
  /** Remembers that a finding, given by its key, is accepted, or no more. */
  waiveFinding(request: {
    readonly root: string;
    readonly key: string;
    readonly waiver: WaiverInput | null;
  }): Promise<void>;
}

export interface AuditsOptions {
  readonly tools: (root: string, fresh: boolean) => Promise<AuditTools>;
  /** Writes into the project's configuration, one after the other. */
  readonly writeSettings: (root: string, write: () => Promise<void>) => Promise<void>;
}

/** What an audit takes is loaded when the first is made. */
export function createAudits({ tools, writeSettings }: AuditsOptions): Audits {
  async function auditAt(request: AuditRequest, at: string, work: Work) {
    const { root, fresh, sources, only, baseline, isolation } = request;
    const [own, { auditProject }, { auditResult }, { readBaseline }] = await Promise.all([
      tools(root, fresh),
      import('./audit/audit-project.ts'),
      import('./audit/audit-result.ts'),
      import('./audit/read-baseline.ts'),
    ]);
    const before = baseline === undefined ? null : await readBaseline(baseline);
    const audited: Audited = await auditProject({ root, sources, only, isolation }, own, work);
    const { config, name } = own.project;
    const result = auditResult(audited, { config, baseline: before, today: at.slice(0, 10) });
    return { audited, result, project: name };
  }

  return {
    async audit(request, work) {
      return (await auditAt(request, new Date().toISOString(), work)).result;
    },

    async report(request, format, work) {
      const at = new Date().toISOString();
      const [{ audited, result, project }, { makeReport, writeReport }] = await Promise.all([
        auditAt(request, at, work),
        import('./audit/make-report.ts'),
      ]);
      work.report({
        stage: 'report',
        detail: `writing ${format === 'html' ? 'HTML' : 'Markdown'}`,
        done: 0,
        total: null,
      });
      return writeReport(makeReport(audited, result, { project, at }), format);
    },

    async explainRule(rule) {
      const { explainRule } = await import('./audit/explain-rule.ts');
      return explainRule(rule);
    },

    async waiveFinding({ root, key, waiver }) {
      const [{ writeWaiver }, { splitKey }] = await Promise.all([import('./write-waiver.ts'), import('#app/audit')]);
      await writeSettings(root, () => writeWaiver(root, splitKey(key), waiver));
    },
  };
}
