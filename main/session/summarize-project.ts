import type { ProjectSummary, SourceEntry } from '#app/api';
import { type Problem, parseObjectId, type QualifiedName, type Source } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE, isExpired } from '#app/compare';
import { Failure, toErrorData } from '#main/platform/failure.ts';
import type { Project } from './project.ts';
import { resolveSource, sourceNames } from './resolve-source.ts';

export interface SummaryOptions {
  readonly liveUrl?: string | undefined;
  readonly sample: string;
}

/** What a view is told of a project: no address with a password, no environment. */
export function summarizeProject(project: Project, { liveUrl, sample }: SummaryOptions): ProjectSummary {
  return {
    root: project.root,
    name: project.name,
    isSample: project.root === sample,
    sources: sourceNames(project).map((name) => summarizeSource(project, name, liveUrl)),
    tenant: tenantOf(project),
    migrationsTable: project.drizzle?.migrations ?? DEFAULT_MIGRATIONS_TABLE,
    shadow: isOnServer(project) ? 'server' : 'embedded',
    problems: [...configProblem(project), ...project.problems],
  };
}

function isOnServer({ config: { shadow = 'embedded' } }: Project): boolean {
  return shadow !== 'embedded' && shadow.url !== undefined;
}

/** `"studios"` and `"public.studios"` name the same table; a name that cannot be read is left to detection. */
function tenantOf({ config: { tenant, waivers = [] } }: Project): ProjectSummary['tenant'] {
  const today = new Date().toISOString().slice(0, 10);
  return {
    root: tenant?.root === undefined ? null : qualifiedName(tenant.root),
    columns: tenant?.columns ?? [],
    excused: waivers.flatMap(({ rule, object, reason, expires }) =>
      rule.startsWith('rls-') && !isExpired({ expires }, today) ? [{ rule, object, reason }] : [],
    ),
  };
}

export function qualifiedName(text: string): QualifiedName | null {
  try {
    const [first = '', second] = parseObjectId(`table:${text}`).parts;
    return second === undefined ? { schema: 'public', name: first } : { schema: first, name: second };
  } catch {
    return null;
  }
}

/** A folder in which there is nothing to look at is an error, not an empty window. */
export function requireAnySource(project: Project, liveUrl: string | undefined): void {
  if (project.drizzle || liveUrl !== undefined || Object.keys(project.config.environments ?? {}).length > 0) return;
  const data = project.drizzleFailure;
  if (data?.code !== 'config-not-found' && data?.code !== 'project-not-found') return;
  throw new Failure({ ...data, cause: data.cause ?? undefined });
}

function summarizeSource(project: Project, name: string, liveUrl: string | undefined): SourceEntry {
  try {
    const { source, where } = resolveSource(project, name, { liveUrl, base: project.root });
    return { name, source, available: true, reason: null, where };
  } catch (error) {
    const { message, remedy } = toErrorData(error);
    return { name, source: sourceOf(name), available: false, reason: `${message} ${remedy}`, where: null };
  }
}

function sourceOf(name: string): Source {
  return name === 'code' || name === 'migrations' ? { kind: name, label: name } : { kind: 'live', label: name };
}

function configProblem({ drizzleFailure }: Project): readonly Problem[] {
  if (!drizzleFailure) return [];
  const { code, message, remedy, origin, cause } = drizzleFailure;
  return [{ code, effect: 'unread', message, remedy, object: null, origin, cause }];
}
