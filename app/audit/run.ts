import {
  compareText,
  lookupOf,
  type ObjectId,
  type Origin,
  objectId,
  parseObjectId,
  TABLE_CHILD_KINDS,
} from '#app/catalog';
import { canonicalName } from '#app/coverage';
import { isStatement } from '#app/usages';
import { type AuditContext, type AuditInput, contextsOf } from './context.ts';
import {
  AUDIT_SOURCES,
  type AuditSource,
  type Evidence,
  type Finding,
  filePathOf,
  findingKey,
  isOfSchema,
  tablesOf,
} from './finding.ts';
import type { Remedy } from './remedy.ts';
import type { FindingDraft, Need, NotEvaluated, Rule } from './rule.ts';
import { LIKELIHOODS, type Likelihood, SEVERITIES, type Severity } from './severity.ts';

/** A finding with all that its remedy holds, which is not printed. */
export interface Found extends Finding {
  readonly fix: Remedy | null;
  /** The source whose catalog the remedy's edits are of. */
  readonly fixOf: AuditSource;
}

export interface RunOptions {
  readonly rules: readonly Rule[];
  /** By rule: what the project makes of it. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Only these rules, also such as are off unless asked for. */
  readonly only?: readonly string[];
}

export interface Run {
  /** Worst first, then by rule and object. */
  readonly findings: readonly Found[];
  readonly evaluated: readonly string[];
  readonly notEvaluated: readonly { readonly rule: string; readonly reason: string }[];
  /** Rules that the project switched off, or that run only when asked for. */
  readonly off: readonly string[];
  /** Rules that failed: a fault of ours, which hides no other rule. */
  readonly failed: readonly { readonly rule: string; readonly cause: string }[];
}

/**
 * Runs rules on every source there is. The strongest source that knows an object decides about it (live, then migrations, then
 * code); the other sources that have the same fault are named. Deterministic.
 */
export function runAudit(input: AuditInput, options: RunOptions): Run {
  const contexts = contextsOf(input);
  const findings: Found[] = [];
  const evaluated: string[] = [];
  const notEvaluated: { rule: string; reason: string }[] = [];
  const off: string[] = [];
  const failed: { rule: string; cause: string }[] = [];
  for (const rule of options.rules) {
    const severity = severityOf(rule, options);
    if (severity === null) {
      if (!options.only || options.only.includes(rule.id)) off.push(rule.id);
      continue;
    }
    const lacks = lacking(rule, contexts);
    if (lacks !== null) {
      notEvaluated.push({ rule: rule.id, reason: lacks });
      continue;
    }
    try {
      const answer = evaluate(rule, contexts, severity);
      if ('notEvaluated' in answer) notEvaluated.push({ rule: rule.id, reason: answer.notEvaluated });
      else {
        evaluated.push(rule.id);
        findings.push(...answer);
      }
    } catch (error) {
      failed.push({ rule: rule.id, cause: error instanceof Error ? error.message : String(error) });
    }
  }
  return { findings: giveWay(findings, options.rules).sort(byWeight), evaluated, notEvaluated, off, failed };
}

/** One fault is one finding: a rule that was switched off, or was not asked for, silences none. */
function giveWay(findings: readonly Found[], rules: readonly Rule[]): Found[] {
  const yieldsTo = new Map(rules.flatMap((rule) => (rule.yieldsTo === undefined ? [] : [[rule.id, rule.yieldsTo]])));
  const wanted = new Set(yieldsTo.values());
  const said = new Map(
    findings.flatMap((one) => (wanted.has(one.rule) ? [[findingKey(one.rule, one.object), one] as const] : [])),
  );
  return findings.filter(({ rule, object, severity }) => {
    const other = said.get(findingKey(yieldsTo.get(rule) ?? '', object));
    return !other || SEVERITIES.indexOf(other.severity) > SEVERITIES.indexOf(severity);
  });
}

/** `null` where the rule does not run. */
function severityOf({ id, severity, isOptIn }: Rule, { severities, only }: RunOptions): Severity | null {
  if (only && !only.includes(id)) return null;
  const own = severities?.[id];
  if (own === 'off') return null;
  if (own === undefined && isOptIn && !only?.includes(id)) return null;
  return own ?? severity;
}

const SAID: Readonly<Record<Need, string>> = {
  catalog: 'a schema',
  code: 'the Drizzle code',
  migrations: 'the migrations',
  live: 'the live database',
  usages: 'where the code uses the schema',
  statistics: 'the statistics of the live database',
  isolation: 'the isolation prover’s result',
};

/** What a rule would need, in a sentence; `null` where it has it. */
function lacking({ needs }: Rule, contexts: readonly AuditContext[]): string | null {
  const missing = needs.map((needed) => needed.filter((need) => !has(need, contexts)));
  if (missing.some((lacks) => lacks.length === 0)) return null;
  const said = missing.map((lacks) => lacks.map((need) => SAID[need]).join(' and '));
  return `It needs ${said.join(', or ')}.`;
}

function has(need: Need, contexts: readonly AuditContext[]): boolean {
  const [context] = contexts;
  if (!context) return false;
  switch (need) {
    case 'catalog':
      return true;
    case 'code':
    case 'migrations':
    case 'live':
      return context.sources[need] !== null;
    case 'usages':
      return context.usages !== null;
    case 'statistics':
      return context.statistics !== null;
    case 'isolation':
      return context.isolation !== null;
  }
}

function evaluate(rule: Rule, contexts: readonly AuditContext[], severity: Severity): readonly Found[] | NotEvaluated {
  const [strongest] = contexts;
  if (!strongest) return [];
  // A rule that names its sources looks at them itself.
  const isOfCatalog = rule.needs.some((needed) => needed.includes('catalog'));
  const answers = (isOfCatalog ? contexts : [strongest]).map((context) => ({
    context,
    answer: rule.evaluate(context),
  }));
  const told = answers.flatMap(({ context, answer }) =>
    'notEvaluated' in answer ? [] : [{ context, drafts: answer }],
  );
  if (told.length === 0) {
    const first = answers[0]?.answer;
    return first && 'notEvaluated' in first ? first : [];
  }
  const found = new Map<string, { draft: FindingDraft; context: AuditContext; sources: AuditSource[] }>();
  for (const { context, drafts } of told) {
    for (const draft of drafts) {
      const key = findingKey(rule.id, draft.object, draft.discriminator);
      const known = found.get(key);
      if (known) {
        if (!known.sources.includes(context.source)) known.sources.push(context.source);
      } else if (decides(context, draft.object, told)) found.set(key, { draft, context, sources: [context.source] });
    }
  }
  const own = isOfCatalog ? null : sourcesOf(rule, contexts);
  return [...found].map(([key, { draft, context, sources }]) =>
    toFinding(key, draft, { rule, severity, context, contexts, sources: own ?? sources }),
  );
}

/** What a rule that names its sources has looked at. */
function sourcesOf({ needs }: Rule, contexts: readonly AuditContext[]): readonly AuditSource[] {
  const met = needs.find((needed) => needed.every((need) => has(need, contexts))) ?? [];
  const named = AUDIT_SOURCES.filter((source) => met.includes(source) || (source === 'code' && met.includes('usages')));
  return named.length > 0 ? named : contexts.slice(0, 1).map(({ source }) => source);
}

/** Kinds whose names a person gave: one that a stronger source has not is not there yet, or no more. */
const NAMED_KINDS = new Set(['table', 'column', 'view', 'materialized-view', 'enum', 'domain', 'sequence', 'schema']);

/** Whether no stronger source that could tell knows the object: then what the weaker one says holds. */
function decides(
  context: AuditContext,
  object: ObjectId,
  told: readonly { readonly context: AuditContext }[],
): boolean {
  if (told[0]?.context === context || filePathOf(object) !== null) return true;
  const { kind, parts } = parseObjectId(object);
  const isChild = (TABLE_CHILD_KINDS as readonly string[]).includes(kind) && kind !== 'index';
  const named = NAMED_KINDS.has(kind) ? object : isChild ? objectId('table', parts[0] ?? '', parts[1] ?? '') : null;
  if (named === null) return false;
  const stronger = told.slice(
    0,
    told.findIndex((one) => one.context === context),
  );
  return stronger.every((one) => one.context.lookup.find(named) === undefined && !hasOtherSpelling(one.context, named));
}

/** A column of the same table that is spelled otherwise: it was renamed, and is one. */
function hasOtherSpelling({ lookup }: AuditContext, id: ObjectId): boolean {
  const { kind, parts } = parseObjectId(id);
  const [schema = '', table = '', name = ''] = parts;
  if (kind !== 'column') return false;
  return lookup.childrenOf(schema, table).column.some((column) => canonicalName(column.name) === canonicalName(name));
}

interface Frame {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly context: AuditContext;
  readonly contexts: readonly AuditContext[];
  readonly sources: readonly AuditSource[];
}

function toFinding(key: string, draft: FindingDraft, { rule, severity, context, contexts, sources }: Frame): Found {
  const table = draft.table ?? tableOf(draft.object, context);
  const fix = draft.remedy ?? null;
  const evidence = (draft.evidence ?? []).map((one) => withPlace(one, draft, contexts));
  // What only the code can be told is no edit of the catalog that the rule was asked of.
  const isOfCode = !rule.fix.includes('sql') || (context.source === 'code' && contexts[0] !== context);
  return {
    key,
    rule: rule.id,
    severity: draft.severity ?? severity,
    dimension: rule.dimension,
    object: draft.object,
    table,
    message: draft.message,
    evidence,
    origins: draft.origins ?? placesOf(draft.object, evidence, contexts),
    sources,
    likelihood: draft.likelihood ?? likeliest(tablesOf({ table, object: draft.object, evidence }), context),
    remedy: fix && {
      title: fix.title,
      sql: fix.edits.length > 0 && !isOfCode,
      code: fix.code.length > 0 || (fix.edits.length > 0 && isOfCode),
      advice: fix.advice,
    },
    status: 'open',
    waiver: null,
    isNew: null,
    fix,
    fixOf: isOfCode ? 'code' : context.source,
  };
}

/** A fact about another object than the finding's leads to where that stands. */
function withPlace(fact: Evidence, { object }: FindingDraft, contexts: readonly AuditContext[]): Evidence {
  if (fact.origin || fact.object === undefined || fact.object === object) return fact;
  const origin = originsOf(fact.object, contexts).find(({ file }) => file !== undefined);
  return origin ? { ...fact, origin } : fact;
}

/** What is told of a schema once begins where the first of its objects stands, not where somebody granted the schema. */
function placesOf(
  object: ObjectId,
  evidence: readonly Evidence[],
  contexts: readonly AuditContext[],
): readonly Origin[] {
  const [first] = isOfSchema(object) ? evidence.flatMap(({ origin }) => (origin?.file ? [origin] : [])) : [];
  return first ? [first] : originsOf(object, contexts);
}

/** Code first: it is what a pull request changes. */
function originsOf(object: ObjectId, contexts: readonly AuditContext[]): readonly Origin[] {
  return contexts.toReversed().flatMap(({ catalog }) => lookupOf(catalog).find(object)?.origins ?? []);
}

function tableOf(object: ObjectId, { lookup }: AuditContext): ObjectId | null {
  if (filePathOf(object) !== null) return null;
  const { kind, parts } = parseObjectId(object);
  const [schema = '', table = ''] = parts;
  if (kind === 'table') return object;
  if (kind === 'index') {
    const index = lookup.find(object);
    return index?.kind === 'index' ? objectId('table', index.schema, index.table) : null;
  }
  const isChild = (TABLE_CHILD_KINDS as readonly string[]).includes(kind) && parts.length > 2;
  return isChild ? objectId('table', schema, table) : null;
}

/** Rows from which on a table counts as one that is used. */
const MANY_ROWS = 10_000;

/** Of what is told of many tables, that of the one where harm is likeliest. */
function likeliest(tables: readonly ObjectId[], context: AuditContext): Likelihood | null {
  const found = new Set(tables.map((table) => likelihoodOf(table, context)));
  return LIKELIHOODS.find((likelihood) => found.has(likelihood)) ?? null;
}

/** Many rows, or many places in code: likely. No rows and no use: unlikely. */
function likelihoodOf(table: ObjectId, context: AuditContext): Likelihood | null {
  const { statistics } = context;
  // A package of nothing but the schema is used elsewhere.
  const isSearched = context.remember('statements of code', () =>
    (context.allUsages ?? []).some(({ kind, test }) => !test && isStatement(kind)),
  );
  const usages = isSearched ? context.usages : null;
  if (statistics === null && usages === null) return null;
  const rows = statistics?.tables.find((entry) => entry.table === table)?.rowEstimate;
  const uses = usages?.of(table).filter(({ kind, test }) => !test && isStatement(kind)).length;
  if (rows === undefined && uses === undefined) return null;
  if ((rows ?? 0) >= MANY_ROWS || (uses ?? 0) >= 5) return 'likely';
  return (rows ?? 0) <= 0 && (uses ?? 0) === 0 ? 'unlikely' : 'possible';
}

function byWeight(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.object, b.object) ||
    compareText(a.key, b.key)
  );
}
