import type { AuditResult, RuleExplanation, WaiverInput } from '#app/api';
import type { IsolationResult } from '#app/audit';
import type { Work } from '#main/platform/work.ts';
import type { AuditTools } from './audit/audit-project.ts';

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
  return {
    async audit({ root, fresh, sources, only, baseline, isolation }, work) {
      const [own, { auditProject }, { auditResult }, { readBaseline }] = await Promise.all([
        tools(root, fresh),
        import('./audit/audit-project.ts'),
        import('./audit/audit-result.ts'),
        import('./audit/read-baseline.ts'),
      ]);
      const before = baseline === undefined ? null : await readBaseline(baseline);
      const audited = await auditProject({ root, sources, only, isolation }, own, work);
      const today = new Date().toISOString().slice(0, 10);
      return auditResult(audited, { config: own.project.config, baseline: before, today });
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
