import type { AuditResult, Dimension, Finding, Likelihood, Severity } from '#app/api';
import type { AuditOptions, RemedyPlan } from '#app/audit';
import type { MigrationState, ObjectId, Problem, Reading } from '#app/catalog';
import type { EdgeCoverage, EdgeTotals, RlsTotals, TableRls } from '#app/coverage';
import type { GraphLayout, SchemaGraph } from '#app/graph';
import type { Usages } from '#app/usages';
import type { ReportPlan } from './plan-steps.ts';

/** What a report is made of: one audit, and the readings it was made from. */
export interface ReportInput {
  /** What a person calls the project. */
  readonly project: string;
  /** When the sources were read, as ISO 8601 in UTC. */
  readonly at: string;
  /** Of Raingauge. */
  readonly version: string;
  readonly result: AuditResult;
  /** Of the sources audited. */
  readonly readings: readonly Reading[];
  readonly usages: Usages | null;
  /** What the audit went by. */
  readonly options: AuditOptions;
  /** Of all open findings. */
  readonly plan: RemedyPlan;
}

/** The columns of the executive summary: what has become of a finding. */
export const RESOLUTIONS = ['open', 'deferred', 'by-design', 'resolved'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type SeverityRow = { readonly severity: Severity } & Readonly<Record<Resolution, number>>;

/** All findings of one rule, the worst first. */
export interface RuleFindings {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly dimension: Dimension;
  readonly findings: readonly Finding[];
  readonly open: number;
  /** The remedy they share in words; `null` where none has one or they differ. */
  readonly resolution: string | null;
  /** How the remedy can be drafted. */
  readonly drafted: readonly ('SQL' | 'Drizzle edit')[];
}

export interface RiskMatrix {
  /** Open findings. Rows without any are left out. */
  readonly byDimension: readonly {
    readonly dimension: Dimension;
    readonly counts: Readonly<Record<Severity, number>>;
    readonly all: number;
  }[];
  readonly totals: Readonly<Record<Severity, number>>;
  /** `unknown` where neither statistics nor usages speak of the table. */
  readonly byLikelihood: readonly {
    readonly likelihood: Likelihood | 'unknown';
    readonly counts: Readonly<Record<Severity, number>>;
  }[];
}

export interface RowSecurity {
  readonly totals: RlsTotals;
  /** Whether they are right for tables that code alone tells of: hand-written SQL may protect them. */
  readonly isFromCode: boolean;
  /** Of tables with tenants' data, those that policies do not hold to the tenant for everybody; worst first. */
  readonly gaps: readonly TableRls[];
  /** Tables without row security on purpose or for want of tenants' data, each with the reason. */
  readonly without: readonly { readonly table: ObjectId; readonly name: string; readonly reason: string }[];
  readonly byTable: ReadonlyMap<ObjectId, TableRls>;
}

export type TenantColumnState = 'required' | 'nullable' | 'via-parent' | 'none' | 'root';

export interface TenantColumns {
  /** Who the tenants are, in words; `null` where none were found. */
  readonly root: string | null;
  readonly columns: readonly string[];
  readonly evidence: readonly string[];
  readonly counts: Readonly<Record<TenantColumnState, number>>;
  readonly tables: readonly {
    readonly table: ObjectId;
    readonly name: string;
    readonly state: TenantColumnState;
    /** The column, or the way to it. */
    readonly by: string;
    readonly foreignKey: boolean | null;
  }[];
}

export interface References {
  readonly sources: readonly string[];
  readonly totals: EdgeTotals;
  /** Of each schema that holds references, sorted. */
  readonly bySchema: ReadonlyMap<string, EdgeTotals>;
  readonly all: readonly EdgeCoverage[];
  /** What is not sound, worst first. */
  readonly gaps: readonly EdgeCoverage[];
}

export interface MigrationEntry {
  readonly tag: string;
  readonly path: string;
  /** `2026-02-22`; `null` where neither journal nor folder tells. */
  readonly day: string | null;
  readonly statements: number;
  /** What its statements did, in words. */
  readonly purpose: string;
  readonly state: MigrationState | null;
  /** In words, worst first: `failed`, `edited after it was applied`, the findings on it. */
  readonly flags: readonly string[];
}

/** One line of the table of figures: a count for each source, `null` where it cannot know. */
export interface Figure {
  readonly what: string;
  readonly counts: readonly (number | null)[];
}

export interface AnalysedFile {
  readonly path: string;
  readonly role: 'schema' | 'migration' | 'usage';
  /** Objects it declares or statements it holds; `null` for code that only uses the schema. */
  readonly objects: number | null;
  readonly usages: number;
  readonly findings: number;
}

/** What has to hold before a deployment, and how a person finds out. */
export interface ChecklistItem {
  readonly what: string;
  /** `blocked`: this report shows that it does not hold. `manual`: only the command tells. */
  readonly state: 'holds' | 'blocked' | 'manual';
  readonly because: string;
  readonly language: 'sh' | 'sql';
  readonly command: string;
}

export interface AuditReport {
  readonly project: string;
  readonly at: string;
  readonly version: string;
  readonly complete: boolean;
  readonly unread: readonly Problem[];
  readonly sources: readonly { readonly label: string; readonly detail: string }[];
  /** The answer in a sentence, and what it rests on. */
  readonly headline: string;
  readonly verdict: 'blocked' | 'at-risk' | 'clear';
  readonly answers: readonly {
    readonly figure: string;
    readonly label: string;
    readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  }[];
  readonly summary: readonly SeverityRow[];
  readonly rules: readonly RuleFindings[];
  readonly matrix: RiskMatrix;
  /** `null` where nothing is open. */
  readonly plan: ReportPlan | null;
  readonly rowSecurity: RowSecurity | null;
  readonly tenantColumns: TenantColumns | null;
  readonly references: References | null;
  readonly graph: { readonly graph: SchemaGraph; readonly layout: GraphLayout } | null;
  readonly migrations: readonly MigrationEntry[];
  readonly figures: readonly Figure[];
  readonly files: readonly AnalysedFile[];
  readonly debt: readonly Finding[];
  readonly expired: AuditResult['waivers']['expired'];
  readonly unused: AuditResult['waivers']['unused'];
  readonly resolved: AuditResult['resolved'];
  readonly notEvaluated: AuditResult['rules'];
  readonly checklist: readonly ChecklistItem[];
}
