import type { DriftResult } from '#app/api';
import { isComplete, type Problem, type Reading } from '#app/catalog';
import { type CompareOptions, NO_ROLES, type Scope, scopeOf, WHOLE_SCOPE } from '#app/compare';
import { type ForeseeOptions, kitLine } from '#app/kit';
import { toErrorData } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import type { JudgedOutcome } from './compare-judged.ts';
import type { ComparisonInputs, KeptComparisons } from './kept-comparisons.ts';
import { kitVersion } from './kit-version.ts';
import type { Project } from './project.ts';
import { readBoth } from './read-both.ts';
import type { ResolvedSource } from './resolve-source.ts';
import { writtenRenames } from './written-renames.ts';

export interface CompareSourcesOptions {
  readonly from: ResolvedSource;
  readonly to: ResolvedSource;
  readonly resolve: (name: string) => ResolvedSource;
  readonly read: (resolved: ResolvedSource, work: Work) => Promise<Reading>;
  readonly shadow: Shadow;
  /** `null` where the judge's version is not known before it is asked. */
  readonly kept: KeptComparisons | null;
  /** Renames for this run; with a list, an empty one too, nothing else is taken for one or asked about. */
  readonly hints?: readonly string[] | undefined;
  readonly work: Work;
}

/**
 * Reads two sources, and the project's migrations where they can tell who is wrong, at the same time; compares them and
 * has the judge decide what differs in text only.
 * @throws {Failure} where one of the two cannot be read at all. Migrations that cannot be read cost the verdicts only.
 */
export async function compareSources(project: Project, options: CompareSourcesOptions): Promise<DriftResult> {
  options.shadow.prepare(options.work);
  const reading = readBoth({ ...options, read: (resolved, work) => readNoting(resolved, work, options) });
  const accounting = readAccounting(options);
  reading.catch(() => {});
  const kit = kitVersion(project.root);
  const [from, to] = apart(await reading);
  const { migrations, problem } = await accounting;
  const scope = scopeFor(project, [from, to, ...(migrations ? [migrations] : [])]);
  const inputs: ComparisonInputs = {
    from,
    to,
    options: { scope, migrations, ...renamesFor(project, options.hints) },
    kit: kitFor(project, await kit, [from, to, migrations]),
    judge: options.shadow.name,
  };
  const { comparison, foreseen, failed } = await outcomeOf(inputs, options);
  const unread = [from, to].flatMap((side) => side.report.filter(mustBeSaid));
  return {
    schemaVersion: 1,
    complete: isComplete(from) && isComplete(to) && comparison.problems.length === 0 && failed.length === 0,
    unread: [...unread, ...failed, ...comparison.problems, ...comparison.notes, ...problem],
    from: from.source.label,
    to: to.source.label,
    judgedBy: judgedBy([from, to], comparison.judged ? options.shadow.name : null),
    differences: foreseen.differences,
    totals: comparison.totals,
    renameCandidates: comparison.renameCandidates,
    renames: comparison.renames,
    kit: inputs.kit && { line: inputs.kit.line.name, elsewhere: foreseen.elsewhere },
  };
}

async function readNoting(
  resolved: ResolvedSource,
  work: Work,
  { read, kept }: CompareSourcesOptions,
): Promise<Reading> {
  const reading = await read(resolved, work);
  kept?.note(reading);
  return reading;
}

/** A config that throws is said even where everything of the schema could be read without what it asked for. */
function mustBeSaid({ effect, code }: Problem): boolean {
  return effect === 'unread' || (effect === 'replaced' && code === 'config-throws');
}

/** The migrations, where the project has them and they are neither of the two. */
async function readAccounting({
  from,
  to,
  resolve,
  read,
  work,
}: CompareSourcesOptions): Promise<{ readonly migrations: Reading | undefined; readonly problem: readonly Problem[] }> {
  const none = { migrations: undefined, problem: [] };
  const kinds = [from.source.kind, to.source.kind];
  if (kinds.includes('migrations') || !kinds.some((kind) => kind === 'code' || kind === 'live')) return none;
  let resolved: ResolvedSource;
  try {
    resolved = resolve('migrations');
  } catch {
    return none;
  }
  try {
    return { migrations: await read(resolved, work), problem: [] };
  } catch (error) {
    if (work.signal.aborted) return none;
    const { code, message, remedy, origin, cause } = toErrorData(error);
    return { migrations: undefined, problem: [{ code, effect: 'note', message, remedy, object: null, origin, cause }] };
  }
}

/** What is kept of the very same inputs, else what is found now: only then is loaded what compares. */
async function outcomeOf(
  inputs: ComparisonInputs,
  { shadow, kept, work }: Pick<CompareSourcesOptions, 'shadow' | 'kept' | 'work'>,
): Promise<JudgedOutcome> {
  const before = kept?.find(inputs);
  if (before) return { ...before, failed: [] };
  const { compareJudged } = await import('./compare-judged.ts');
  const outcome = await compareJudged(inputs, shadow, work);
  const { comparison, foreseen, failed } = outcome;
  if (failed.length === 0 && comparison.questions.length === 0) kept?.keep(inputs, { comparison, foreseen });
  return outcome;
}

/** The project's renames, then those of this run. */
function renamesFor(
  { config }: Project,
  hints: readonly string[] | undefined,
): Pick<CompareOptions, 'renames' | 'notRenamed' | 'asksNoRenames'> {
  return {
    renames: writtenRenames(config, hints),
    notRenamed: config.notRenamed ?? [],
    asksNoRenames: hints !== undefined,
  };
}

/** By what the project's drizzle-kit goes, where one of the two is its code. */
function kitFor(
  { drizzle }: Project,
  version: string | null,
  [from, to, beside]: readonly [Reading, Reading, Reading | undefined],
): ForeseeOptions | null {
  const code = [from, to].find(({ source }) => source.kind === 'code');
  if (!code || from.source.kind === to.source.kind) return null;
  const migrations = [from, to, beside].find((reading) => reading?.migrations)?.migrations;
  return {
    line: kitLine(version, code.code?.drizzleVersion ?? null),
    snapshot: migrations?.snapshot ?? null,
    schemaFilter: drizzle?.schemaFilter ?? null,
    tablesFilter: drizzle?.tablesFilter ?? [],
    roles: drizzle?.roles ?? NO_ROLES,
    migrations: drizzle?.migrations ?? WHOLE_SCOPE.migrationsTable,
  };
}

/** What the project manages; everything where no side is the project's own. */
export function scopeFor(project: Project, readings: readonly Reading[]): Scope {
  const own = readings.filter(({ source }) => source.kind === 'code' || source.kind === 'migrations');
  if (own.length === 0) return WHOLE_SCOPE;
  const { drizzle, config } = project;
  const scope = scopeOf({
    readings: own,
    schemaFilter: drizzle?.schemaFilter ?? null,
    tablesFilter: drizzle?.tablesFilter ?? [],
    roles: drizzle?.roles ?? NO_ROLES,
    migrations: drizzle?.migrations ?? WHOLE_SCOPE.migrationsTable,
  });
  if (scope.schemas === null || config.schemas === undefined) return scope;
  return { ...scope, schemas: [...new Set([...scope.schemas, ...config.schemas])].sort() };
}

/** Two readings of one name (`live` against `live`) must stay apart in the result. */
function apart([from, to]: readonly [Reading, Reading]): readonly [Reading, Reading] {
  if (from.source.label !== to.source.label) return [from, to];
  return [from, { ...to, source: { ...to.source, label: `${to.source.label} (2)` } }];
}

/** `Texts were judged by the embedded PostgreSQL (PGlite 0.5.16); live runs PostgreSQL 16.4`; `null` without any server. */
function judgedBy(readings: readonly Reading[], shadow: string | null): string | null {
  const servers = readings.flatMap(({ source, catalog: { server } }) =>
    server
      ? [`${source.label} runs ${server.flavour === 'pglite' ? 'embedded ' : ''}PostgreSQL ${server.version}`]
      : [],
  );
  if (shadow === null && servers.length === 0) return null;
  const judge = shadow?.startsWith('PGlite') ? `the embedded PostgreSQL (${shadow})` : shadow;
  return [judge === null ? 'No text had to be judged' : `Texts were judged by ${judge}`, ...servers].join('; ');
}
