import { z } from 'zod';
import { AUDIT_SOURCES, DIMENSIONS, type Dimension, findingSchema, type Priority, SEVERITIES } from '#app/audit';
import { objectIdSchema, type Problem, problemSchema, qualifiedNameSchema } from '#app/catalog';
import type { DraftResult } from './draft.ts';

/** A finding of the baseline that is there no more. */
export const resolvedFindingSchema = z
  .object({
    key: z.string(),
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    object: objectIdSchema,
    message: z.string(),
  })
  .readonly();
export type ResolvedFinding = z.infer<typeof resolvedFindingSchema>;

/** A waiver as raingauge.config.json has it. */
export const auditWaiverSchema = z
  .object({
    rule: z.string(),
    object: z.string(),
    reason: z.string(),
    owner: z.string().nullable(),
    expires: z.string().nullable(),
    kind: z.enum(['by-design', 'deferred']),
  })
  .readonly();
export type AuditWaiver = z.infer<typeof auditWaiverSchema>;

/** A rule and what became of it in this run. */
export const auditRuleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    /** As this project has it. */
    severity: z.enum(SEVERITIES),
    dimension: z.enum(DIMENSIONS),
    /** What its remedies hold. */
    fix: z.array(z.enum(['sql', 'code'])).readonly(),
    /** `off` by the project's configuration, or since it was not asked for. */
    state: z.enum(['evaluated', 'not-evaluated', 'off', 'failed']),
    /** Why it was not evaluated, or failed. */
    reason: z.string().nullable(),
    /** Open ones. */
    findings: z.int(),
  })
  .readonly();
export type AuditRule = z.infer<typeof auditRuleSchema>;

const shareFields = {
  covered: z.int(),
  all: z.int(),
  /** Whole per cent, rounded down; `null` of nothing. */
  percent: z.int().nullable(),
};
const groupSharesSchema = z.array(z.object({ name: z.string(), ...shareFields }).readonly()).readonly();
const coverageSharesSchema = z
  .object({ ...shareFields, bySchema: groupSharesSchema, byModule: groupSharesSchema })
  .readonly();

/** How much is covered: overall, and by the schema and the module of the table that it is of. */
export const auditCoverageSchema = z
  .object({
    /** Of tables with tenants' data, those that policies hold to the tenant for everybody. */
    rowSecurity: coverageSharesSchema,
    /** Of references, those with a key in every source, matching types and an index. */
    references: coverageSharesSchema,
  })
  .readonly();
export type AuditCoverage = z.infer<typeof auditCoverageSchema>;

export const auditTotalsSchema = z
  .object({
    /** Waived ones among them. */
    all: z.int(),
    open: z.int(),
    byDesign: z.int(),
    deferred: z.int(),
    /** Against the baseline; 0 without one. */
    new: z.int(),
    resolved: z.int(),
    /** Open ones. */
    bySeverity: z.record(z.enum(SEVERITIES), z.int()).readonly(),
    byDimension: z.record(z.enum(DIMENSIONS), z.int()).readonly(),
  })
  .readonly();
export type AuditTotals = z.infer<typeof auditTotalsSchema>;

/** The result of `audit`, also the CLI's JSON, and what `--baseline` takes. */
export const auditResultSchema = z
  .object({
    schemaVersion: z.literal(1),
    /** False where something could not be read or a rule failed. Rules that lack a source are no such thing. */
    complete: z.boolean(),
    unread: z.array(problemSchema).readonly(),
    /** What was audited, the strongest first: the part it has, and what a person calls it. */
    sources: z.array(z.object({ source: z.enum(AUDIT_SOURCES), label: z.string() }).readonly()).readonly(),
    /** Who the tenants are, by the strongest source. */
    tenancy: z
      .object({
        root: qualifiedNameSchema.nullable(),
        columns: z.array(z.string()).readonly(),
        evidence: z.array(z.string()).readonly(),
      })
      .readonly(),
    /** Worst first; waived ones among them. */
    findings: z.array(findingSchema).readonly(),
    /** The file it was compared with; `null` without one. */
    baseline: z.string().nullable(),
    resolved: z.array(resolvedFindingSchema).readonly(),
    /** Every rule, in the order of the catalogue. */
    rules: z.array(auditRuleSchema).readonly(),
    waivers: z
      .object({
        /** They match nothing any more, though their rule was evaluated. */
        unused: z.array(auditWaiverSchema).readonly(),
        /** They match something, and their time is over: it counts again. */
        expired: z.array(auditWaiverSchema).readonly(),
      })
      .readonly(),
    totals: auditTotalsSchema,
    /** Left out by former versions; `null` where there is nothing to cover. */
    coverage: auditCoverageSchema.nullable().optional(),
  })
  .readonly();
export type AuditResult = z.infer<typeof auditResultSchema>;

/** A report of an audit as a file that stands alone. */
export interface WrittenReport {
  readonly format: 'html' | 'md';
  /** What it may be called: `lanternfield-audit.html`. */
  readonly fileName: string;
  /** What it says first. */
  readonly headline: string;
  /** False where something could not be read. */
  readonly complete: boolean;
  readonly text: string;
}

/** A rule's doc, in Markdown. */
export interface RuleExplanation {
  readonly rule: string;
  readonly markdown: string;
}

export type { AuditSource, Dimension, Finding, FindingWaiver, Likelihood, Priority, Severity } from '#app/audit';

/** One migration of a plan: what ends the findings of one priority about one thing. */
export interface PlannedMigration extends Pick<DraftResult, 'statements' | 'faults' | 'madeFor' | 'proof'> {
  /** `p0-tenancy`, also what its file is called. */
  readonly id: string;
  readonly priority: Priority;
  /** `names`: renames, which come last. */
  readonly about: Dimension | 'names';
  /** Keys of the findings that it ends. */
  readonly ended: readonly string[];
  readonly brought: RemedyDraft['brought'];
}

/** What ends findings as migrations in order, the worst first: each is tried on what the former one leaves. */
export interface RemedyPlan {
  readonly schemaVersion: 1;
  /** False where one of them fails when it is tried, or something of it could not be planned. */
  readonly complete: boolean;
  /** What could not be planned, and notes. */
  readonly unread: readonly Problem[];
  /** What it is drafted for: the strongest source of the audit. */
  readonly source: string;
  readonly migrations: readonly PlannedMigration[];
  /** Keys of findings that edits of the code end. */
  readonly code: readonly string[];
  /** Keys of those that are for a person to decide. */
  readonly person: readonly string[];
}

/** A draft that ends findings: from the strongest source of the audit to what it is with their remedies. */
export interface RemedyDraft extends DraftResult {
  /** Keys of the findings whose remedies are in it. */
  readonly ended: readonly string[];
  /** Keys of those that no SQL ends. */
  readonly left: readonly string[];
  /** Keys of those among them that edits of the code end. */
  readonly inCode: readonly string[];
  /** What the remedies would have brought about themselves, and is put right along with them. */
  readonly brought: readonly { readonly key: string; readonly rule: string; readonly message: string }[];
}
