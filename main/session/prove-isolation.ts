import type { IsolationObject, IsolationResult } from '#app/api';
import type { QualifiedName, Reading } from '#app/catalog';
import { isExpired, matcherOf } from '#app/compare';
import { renderCatalog, type Statement } from '#app/sql';
import type { Work } from '#main/platform/work.ts';
import { proveIsolation } from '#main/prove/isolation/isolation.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { loadParser } from '#main/sources/sql-file/parse-statement.ts';
import { builtInPrelude, placed } from '#main/sources/sql-file/prelude/prelude.ts';
import type { ProjectConfig } from './config-schema.ts';

export interface IsolationOfOptions {
  readonly config: ProjectConfig;
  /** Instead of the configured one. */
  readonly role: string | null;
  readonly shadow: Shadow;
  readonly work: Work;
}

/** Waivers of these rules excuse an object from the proof. */
const RULES = new Set(['isolation', 'rls-leak-proven']);

export async function isolationOf(
  reading: Reading,
  { config, role, shadow, work }: IsolationOfOptions,
): Promise<IsolationResult> {
  const root = rootOf(config);
  const { columns } = config.tenant ?? {};
  const prelude = await preludeFor(reading);
  const result = await proveIsolation(reading.catalog, {
    shadow,
    source: reading.source.label,
    isCode: reading.source.kind === 'code',
    tenant: { ...(columns ? { tenantColumns: columns } : {}), ...(root ? { tenantRoot: root } : {}) },
    role: role ?? config.applicationRole ?? null,
    sessionSettings: config.sessionSettings ?? null,
    prelude,
    platformRoles: requestRolesOf(prelude),
    unread: reading.report.filter(({ effect }) => effect === 'unread'),
    work,
  });
  return excused(result, config.waivers ?? [], new Date().toISOString().slice(0, 10));
}

/** Supabase's: whoever has not signed in, and whoever has. Other platforms grant nothing by themselves. */
const REQUEST_ROLES = ['anon', 'authenticated'];

function requestRolesOf(prelude: readonly Statement[]): readonly string[] {
  const made = new Set(prelude.flatMap(({ sql }) => /^CREATE ROLE (\w+)/.exec(sql)?.[1] ?? []));
  return REQUEST_ROLES.every((name) => made.has(name)) ? REQUEST_ROLES : [];
}

function rootOf({ tenant }: ProjectConfig): QualifiedName | null {
  if (tenant?.root === undefined) return null;
  const [name = '', schema = 'public'] = tenant.root.split('.').reverse();
  return { schema, name };
}

/** A live database has what its platform brings; what was replayed or written was read without it. */
async function preludeFor({ source, catalog }: Reading): Promise<readonly Statement[]> {
  if (source.kind === 'live' || source.kind === 'url') return [];
  await loadParser();
  const origin = { source: source.kind, file: source.label, line: 1 } as const;
  const written = renderCatalog(catalog).map(({ sql }) => placed(sql, origin));
  const { statements } = builtInPrelude(written, source.kind, { name: 'The statements', otherwise: '', where: '' });
  // Extensions that a catalog needs are made with it.
  return statements
    .filter(({ sql }) => !sql.startsWith('CREATE EXTENSION'))
    .map(({ sql }): Statement => ({ object: 'schema:raingauge', sql }));
}

type Waivers = NonNullable<ProjectConfig['waivers']>;

function excused(result: IsolationResult, waivers: Waivers, today: string): IsolationResult {
  const holding = waivers.filter((waiver) => RULES.has(waiver.rule) && !isExpired(waiver, today));
  if (holding.length === 0) return result;
  const objects = result.objects.map((object): IsolationObject => {
    const waiver = holding.find((each) => matcherOf(each.object)(object.object));
    if (!waiver || (object.verdict !== 'leaks' && object.verdict !== 'not-provable')) return object;
    return { ...object, verdict: 'exempt', reasons: [`Waived: ${waiver.reason}`, ...object.reasons] };
  });
  const count = (verdict: IsolationObject['verdict']) => objects.filter((each) => each.verdict === verdict).length;
  const totals = {
    objects: objects.length,
    isolated: count('isolated'),
    leaks: count('leaks'),
    notProvable: count('not-provable'),
    exempt: count('exempt'),
  };
  const isRead = result.unread.every(({ effect }) => effect !== 'unread');
  return { ...result, objects, totals, complete: isRead && totals.notProvable === 0 };
}
