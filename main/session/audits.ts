import { resolve } from 'node:path';
import type { AuditResult, RuleExplanation, WaiverInput, WrittenReport } from '#app/api';
import type { IsolationResult } from '#app/audit';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { Audited, AuditTools } from './audit/audit-project.ts';
import type { FindingsDraft, Remedy } from './audit/draft-findings.ts';
import type { DraftedPlan } from './audit/draft-plan.ts';
import { createIsolations, type Isolations } from './isolations.ts';

export interface AuditRequest {
  readonly root: string;
  readonly fresh: boolean;
  /** Sources as they are named; the project's own where it is left out. */
  readonly sources?: readonly string[] | undefined;
  /** Only these rules. */
  readonly only?: readonly string[] | undefined;
  /** A file with a former result, absolute. */
  readonly baseline?: string | undefined;
  /** What the isolation prover found; what it found last where it is left out. */
  readonly isolation?: readonly IsolationResult[] | undefined;
}

export interface DraftFindingsRequest extends Pick<AuditRequest, 'root' | 'sources' | 'only' | 'isolation'> {
  /** Of findings that such an audit gives. */
  readonly keys: readonly string[];
  /** Whether it is run on a clone that has rows as well. */
  readonly prove?: boolean | undefined;
  /** Whether the way back is drafted as well. */
  readonly down?: boolean | undefined;
  readonly online?: boolean | undefined;
  readonly again?: boolean | undefined;
  /** What a person made of the draft: it is proven in its place. */
  readonly sql?: string | undefined;
}

/** The use-cases of audits, and of the proof that they go by. */
export interface Audits extends Isolations {
  /** What the rules find in the project, its waivers considered. */
  audit(request: AuditRequest, work: Work): Promise<AuditResult>;
  /** What an audit found and what it was made from, as a file that stands alone; it is written nowhere. */
  report(request: AuditRequest, format: WrittenReport['format'], work: Work): Promise<WrittenReport>;
  /** SQL that ends findings of such an audit, tried on the shadow. */
  draftFindings(request: DraftFindingsRequest, work: Work): Promise<FindingsDraft>;
  /** The same with what it leads to: what files are made of. */
  remedy(request: DraftFindingsRequest, work: Work): Promise<Remedy>;
  /** The same as migrations in order, from P0 to P3, each tried on what the former one leaves. */
  draftPlan(request: DraftFindingsRequest, work: Work): Promise<DraftedPlan>;
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
  readonly tools: (root: string, fresh: boolean) => Promise<AuditTools & { readonly shadow: Shadow }>;
  /** Writes into the project's configuration, one after the other. */
  readonly writeSettings: (root: string, write: () => Promise<void>) => Promise<void>;
}

/** What an audit takes is loaded when the first is made. */
export function createAudits({ tools, writeSettings }: AuditsOptions): Audits {
  const { lastIsolation, ...isolations } = createIsolations({ tools });
  async function auditAt(request: AuditRequest, at: string, work: Work) {
    const { root, fresh, sources, only, baseline, isolation } = request;
    const [own, { auditProject }, { auditResult }, { readBaseline }] = await Promise.all([
      tools(root, fresh),
      import('./audit/audit-project.ts'),
      import('./audit/audit-result.ts'),
      import('./audit/read-baseline.ts'),
    ]);
    const { config, name, root: folder } = own.project;
    const file = baseline ?? (config.baseline === undefined ? undefined : resolve(folder, config.baseline));
    const before = file === undefined ? null : await readBaseline(file);
    const proven = isolation ?? lastIsolation(folder)?.objects;
    const audited: Audited = await auditProject({ root, sources, only, isolation: proven }, own, work);
    const result = auditResult(audited, { config, baseline: before, today: at.slice(0, 10) });
    return { audited, result, project: name, config };
  }

  /** What the drafts of findings go by. */
  async function auditFor({ root, sources, only, isolation }: DraftFindingsRequest, work: Work) {
    const [own, { auditProject }] = await Promise.all([tools(root, false), import('./audit/audit-project.ts')]);
    const proven = isolation ?? lastIsolation(own.project.root)?.objects;
    return { own, audited: await auditProject({ root, sources, only, isolation: proven }, own, work) };
  }

  return {
    ...isolations,

    async audit(request, work) {
      return (await auditAt(request, new Date().toISOString(), work)).result;
    },

    async report(request, format, work) {
      const at = new Date().toISOString();
      const [{ audited, result, project, config }, { makeReport, writeReport }] = await Promise.all([
        auditAt(request, at, work),
        import('./audit/make-report.ts'),
      ]);
      work.report({
        stage: 'report',
        detail: `writing ${format === 'html' ? 'HTML' : 'Markdown'}`,
        done: 0,
        total: null,
      });
      return writeReport(makeReport(audited, result, { project, at, config }), format);
    },

    async draftFindings(request, work) {
      const [{ audited, own }, { draftFindings }] = await Promise.all([
        auditFor(request, work),
        import('./audit/draft-findings.ts'),
      ]);
      return draftFindings(audited, request, { shadow: own.shadow, work, config: own.project.config });
    },

    async remedy(request, work) {
      const [{ audited, own }, { remedyOf }] = await Promise.all([
        auditFor(request, work),
        import('./audit/draft-findings.ts'),
      ]);
      return remedyOf(audited, request, { shadow: own.shadow, work, config: own.project.config });
    },

    async draftPlan(request, work) {
      const [{ audited, own }, { draftPlan }] = await Promise.all([
        auditFor(request, work),
        import('./audit/draft-plan.ts'),
      ]);
      return draftPlan(audited, request, { shadow: own.shadow, work, config: own.project.config });
    },

    async explainRule(rule) {
      const { explainRule } = await import('./audit/explain-rule.ts');
      return explainRule(rule);
    },

    async waiveFinding({ root, key, waiver }) {
      const [{ writeWaiver }, { splitKey }] = await Promise.all([import('./write-waiver.ts'), import('#app/audit')]);
      const { rule, object } = splitKey(key);
      const discriminator = object.lastIndexOf('#');
      const whole = discriminator < 0 ? {} : { whole: object.slice(0, discriminator) };
      await writeSettings(root, () => writeWaiver(root, { rule, object, ...whole }, waiver));
    },
  };
}
