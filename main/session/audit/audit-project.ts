import type { DriftResult } from '#app/api';
import {
  AUDIT_SOURCES,
  type AuditInput,
  type AuditOptions,
  type AuditSource,
  auditSourceOf,
  auditSourcesOf,
  type Comparison,
  type IsolationResult,
  RULES,
  type Run,
  runAudit,
  sayRulesLike,
} from '#app/audit';
import type { Problem, Reading } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE, managedSchemas, matchesNames, withAppliedState } from '#app/compare';
import type { Usages } from '#app/usages';
import { Failure, toErrorData } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { scopeFor } from '../compare-sources.ts';
import { CONFIG_FILE } from '../config-file.ts';
import type { Project } from '../project.ts';
import type { CompareRequest } from '../requests.ts';
import type { ResolvedSource } from '../resolve-source.ts';
import { qualifiedName } from '../summarize-project.ts';
import { DRIFT_RULE } from '../waive-differences.ts';

/** What of a session an audit is made with. */
export interface AuditTools {
  readonly project: Project;
  readonly resolve: (name: string) => ResolvedSource;
  readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
  readonly compare: (request: CompareRequest, work: Work) => Promise<DriftResult>;
  readonly usages: (work: Work) => Promise<Usages>;
}

export interface AuditProjectOptions {
  readonly root: string;
  /** Sources as they are named; where it is left out, the project's code, migrations and live database, as far as there are any. */
  readonly sources?: readonly string[] | undefined;
  /** Only these rules, also such as are off unless asked for. */
  readonly only?: readonly string[] | undefined;
  /** What the isolation prover found, where it ran. */
  readonly isolation?: readonly IsolationResult[] | undefined;
}

/** What the rules found, of what. */
export interface Audited {
  readonly run: Run;
  readonly input: AuditInput;
  /** The strongest first. */
  readonly sources: readonly { readonly source: AuditSource; readonly name: string; readonly reading: Reading }[];
  /** What could not be read, of the sources and beside them. */
  readonly unread: readonly Problem[];
}

/**
 * Reads what a project has, compares it with itself, finds where its code uses the schema, and runs the rules on that. What
 * cannot be had costs the rules that need it, and is told.
 * @throws {Failure} where no source can be read; `bad-input` for two sources of one part.
 */
export async function auditProject(options: AuditProjectOptions, tools: AuditTools, work: Work): Promise<Audited> {
  requireRules(options.only ?? []);
  const { sources, failed } = await readSources(options, tools, work);
  const readings = withState(sources.map(({ reading }) => reading));
  const [usages, comparisons] = await Promise.all([
    attempt(() => findUsages(sources, tools, work), work),
    compareAll(options.root, sources, tools, work),
  ]);
  const input: AuditInput = {
    readings,
    usages: usages.value,
    comparisons: comparisons.flatMap(({ value }) => value ?? []),
    isolation: options.isolation ?? null,
    options: auditOptionsOf(tools.project, readings),
  };
  work.report({ stage: 'audit', detail: `running ${RULES.length} rules`, done: 0, total: null });
  const { rules: severities } = tools.project.config;
  const run = runAudit(input, {
    rules: RULES,
    ...(severities ? { severities } : {}),
    ...(options.only ? { only: options.only } : {}),
  });
  const problems = [usages, ...comparisons].flatMap(({ problem }) => problem ?? []);
  const reports = readings.flatMap(({ report }) => report.filter(({ effect }) => effect === 'unread'));
  return { run, input, sources, unread: [...failed, ...reports, ...problems, ...strangeRules(tools.project)] };
}

interface Attempt<T> {
  readonly value: T | null;
  readonly problem: Problem | null;
}

/** What an audit can do without: its failure is told, and costs the rules that need it. */
async function attempt<T>(make: () => Promise<T>, { signal }: Work): Promise<Attempt<T>> {
  try {
    return { value: await make(), problem: null };
  } catch (error) {
    signal.throwIfAborted();
    const { code, message, remedy, origin, cause } = toErrorData(error);
    return { value: null, problem: { code, effect: 'unread', message, remedy, object: null, origin, cause } };
  }
}

async function readSources({ sources: names }: AuditProjectOptions, tools: AuditTools, work: Work) {
  const resolved = names ? names.map((name) => ({ name, resolved: tools.resolve(name) })) : ownSources(tools);
  const attempts = await Promise.all(
    resolved.map(async ({ name, resolved: one }) => ({
      name,
      ...(await attempt(() => tools.read(one, work), work)),
    })),
  );
  const read = attempts.flatMap(({ name, value }) =>
    value ? [{ source: auditSourceOf(value), name, reading: value }] : [],
  );
  const failed = attempts.flatMap(({ problem }) => problem ?? []);
  requireOneEach(read);
  if (read.length === 0) throw nothingRead(failed);
  const order = (source: AuditSource) => AUDIT_SOURCES.indexOf(source);
  return { sources: read.sort((a, b) => order(a.source) - order(b.source)), failed };
}

/** Migrations know what the database has of them. */
function withState(readings: readonly Reading[]): readonly Reading[] {
  const { live } = auditSourcesOf(readings);
  return readings.map((reading) => (live && reading.migrations ? withAppliedState(reading, live) : reading));
}

function requireRules(only: readonly string[]): void {
  const strange = only.filter((id) => !RULES.some((rule) => rule.id === id));
  if (strange.length === 0) return;
  throw new Failure({
    code: 'bad-input',
    message: `There is no rule ${strange.join(', ')}.`,
    remedy: sayRulesLike(strange),
  });
}

/** A rule that the configuration names and that there is not is mostly misspelt. */
function strangeRules({ config }: Project): readonly Problem[] {
  const named = [...Object.keys(config.rules ?? {}), ...(config.waivers ?? []).map(({ rule }) => rule)];
  const strange = new Set(named.filter((id) => id !== DRIFT_RULE && !RULES.some((rule) => rule.id === id)));
  return [...strange].map((id) => ({
    code: 'unknown-rule',
    effect: 'note',
    message: `${CONFIG_FILE} names a rule ${id} that there is not.`,
    remedy: sayRulesLike([id]),
    object: null,
    origin: { source: 'code', file: CONFIG_FILE },
    cause: null,
  }));
}

/** A source that the project has not is no fault: its rules are not evaluated. */
function ownSources({ resolve }: AuditTools) {
  return ['live', 'migrations', 'code'].flatMap((name) => {
    try {
      return [{ name, resolved: resolve(name) }];
    } catch {
      return [];
    }
  });
}

function requireOneEach(read: readonly { readonly source: AuditSource; readonly name: string }[]): void {
  for (const source of AUDIT_SOURCES) {
    const [first, second] = read.filter((one) => one.source === source);
    if (!first || !second) continue;
    throw new Failure({
      code: 'bad-input',
      message: `${first.name} and ${second.name} have the same part in an audit: ${source}.`,
      remedy: 'Name at most one of code, one of migrations and one database.',
    });
  }
}

function nothingRead([first]: readonly Problem[]): Failure {
  return new Failure({
    code: 'source-not-available',
    message: first?.message ?? 'The project has neither code, nor migrations, nor a database to audit.',
    remedy: first?.remedy ?? 'Open a folder that holds drizzle.config.ts, or name a source.',
    origin: first?.origin ?? null,
  });
}

/** Uses are of the code's schema. */
async function findUsages(sources: Audited['sources'], { usages }: AuditTools, work: Work): Promise<Usages | null> {
  return sources.some(({ name }) => name === 'code') ? usages(work) : null;
}

/** Every two of them, for the rules that restate drift. */
function compareAll(
  root: string,
  sources: Audited['sources'],
  { compare }: AuditTools,
  work: Work,
): Promise<readonly Attempt<readonly Comparison[]>[]> {
  const pairs = sources.flatMap((to, index) => sources.slice(index + 1).map((from) => ({ from, to })));
  return Promise.all(
    pairs.map(({ from, to }) =>
      attempt(async () => {
        const { differences } = await compare({ root, from: from.name, to: to.name, fresh: false }, work);
        return [{ between: [from.source, to.source] as const, differences }];
      }, work),
    ),
  );
}

function auditOptionsOf(project: Project, readings: readonly Reading[]): AuditOptions {
  const { config, drizzle } = project;
  const { tenant, applicationRole, sessionSettings } = config;
  const root = tenant?.root === undefined ? null : qualifiedName(tenant.root);
  const scope = scopeFor(project, readings);
  const isSchemaManaged = managedSchemas(scope);
  const matches = matchesNames(scope.tables);
  return {
    ...(tenant
      ? {
          tenant: {
            ...(tenant.columns ? { tenantColumns: tenant.columns } : {}),
            ...(root ? { tenantRoot: root } : {}),
          },
        }
      : {}),
    applicationRole: applicationRole ?? null,
    ...(sessionSettings ? { sessionSettings } : {}),
    ...(config.waivers ? { waivers: config.waivers } : {}),
    migrationsTable: drizzle?.migrations ?? DEFAULT_MIGRATIONS_TABLE,
    ...(config.patterns ? { patterns: written(config.patterns) } : {}),
    isManaged: (schema, name) => isSchemaManaged(schema) && matches(name),
  };
}

/** Without the keys that are not written. */
function written<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
