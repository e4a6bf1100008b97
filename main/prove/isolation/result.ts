import type { IsolationObject, IsolationProbe, IsolationResult, IsolationVerdict, Leak } from '#app/api';
import {
  type Catalog,
  compareText,
  lookupOf,
  type ObjectId,
  type Origin,
  type Problem,
  parseObjectId,
  type Table,
} from '#app/catalog';
import type { RlsCoverage } from '#app/coverage';
import type { Statement } from '#app/sql';
import type { BuildReport } from '#main/shadow/shadow.ts';
import { saySettings } from './context.ts';
import type { IsolationOptions } from './isolation.ts';
import { DIRECTORY, judgeCommands } from './judge-table.ts';
import { withDoubts } from './leans-on.ts';
import type { ChosenRoles } from './roles.ts';
import type { IsolationRun, Probed } from './run.ts';

export interface ResultParts {
  readonly run: IsolationRun;
  /** As it was given, and as the shadow has it. */
  readonly source: Catalog;
  readonly catalog: Catalog;
  readonly coverage: RlsCoverage;
  readonly chosen: ChosenRoles;
  readonly failed: readonly { readonly statement: Statement; readonly message: string }[];
  readonly built: BuildReport;
  readonly origins: ReadonlyMap<ObjectId, readonly Origin[]>;
  readonly options: IsolationOptions;
}

const ORDER = ['table', 'partition', 'view', 'materialized-view', 'function'] as const;

export function toResult(parts: ResultParts): IsolationResult {
  const { run, coverage, chosen, built, options } = parts;
  const all = [...tables(parts), ...beside(parts), ...unbuilt(parts)];
  const objects = [...withDoubts(all, parts.catalog, chosen.probed)].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compareText(a.object, b.object),
  );
  const count = (verdict: IsolationVerdict) => objects.filter((each) => each.verdict === verdict).length;
  const totals = {
    objects: objects.length,
    isolated: count('isolated'),
    leaks: count('leaks'),
    notProvable: count('not-provable'),
    exempt: count('exempt'),
  };
  const { root, columns } = coverage.tenancy;
  const { server } = built;
  const provenOn = `${server.flavour === 'pglite' ? 'embedded ' : ''}PostgreSQL ${server.version}`;
  const isRead = options.unread.every(({ effect }) => effect !== 'unread');
  const roles = [...chosen.probed.map(({ granted, byPlatform, ...role }) => role), ...chosen.leftOut];
  return {
    schemaVersion: 1,
    complete: isRead && totals.notProvable === 0,
    unread: [...options.unread, ...buildProblems(parts)],
    source: options.source,
    provenOn,
    tenancy: { root, columns },
    roles,
    settings: saySettings(run.contextOptions),
    objects,
    totals,
    says: says(parts, totals, provenOn),
  };
}

function tables(parts: ResultParts): readonly IsolationObject[] {
  const { run, catalog, options } = parts;
  const probed = run.probed.map((each) => tableObject(each, parts));
  const known = new Set(probed.map(({ object }) => object));
  const exempt = catalog.objects.table.flatMap((table): readonly IsolationObject[] => {
    const isListed = parts.source.objects.table.some(({ id }) => id === table.id);
    if (known.has(table.id) || !isListed || table.partitionOf !== null || table.foreign !== null) return [];
    const reason = run.holdsTenants(table)
      ? 'It is the platform’s.'
      : 'It holds no tenant’s data: no column and no foreign key leads to a tenant.';
    return [object(table.id, 'table', 'exempt', [reason], [], [], parts)];
  });
  options.work.signal.throwIfAborted();
  return [...probed, ...exempt];
}

function tableObject(probed: Probed, parts: ResultParts): IsolationObject {
  const { table, of, probes, reach } = probed;
  const { run, catalog } = parts;
  const findings = run.findings.roles(table.id);
  const leaks = findings.flatMap(({ leaks: own }) => own);
  const options = {
    catalog,
    gaveUp: probes.rows.gaveUp,
    hint: hintFor(parts),
    isRoot: reach?.kind === 'root',
    isDirectory: probes.isDirectory,
  };
  const commands = findings.flatMap((each) => judgeCommands(table, each, options));
  const missing = brokenFor(table, parts);
  const kind = table === of ? 'table' : 'partition';
  const isFine = probes.isDirectory ? 'exempt' : 'isolated';
  if (leaks.length > 0 && parts.options.isCode && !table.rowSecurity)
    return object(table.id, kind, 'not-provable', [OFF_IN_CODE], [], [], parts);
  const verdict = leaks.length > 0 ? 'leaks' : missing !== null || isOpen(commands) ? 'not-provable' : isFine;
  const isOne = probed.ofOneTenant && missing === null && commands.every(({ outcome }) => outcome === 'not-granted');
  const reasons =
    verdict === 'exempt' ? [DIRECTORY] : isOne ? [OF_ONE_TENANT] : reasonsFor(verdict, leaks, commands, missing);
  return object(table.id, kind, verdict, reasons, commands, leaks, parts);
}

function isOpen(probes: readonly IsolationProbe[]): boolean {
  return probes.some(({ outcome }) => outcome === 'undecided');
}

function reasonsFor(
  verdict: IsolationVerdict,
  leaks: readonly Leak[],
  probes: readonly IsolationProbe[],
  missing: string | null,
): readonly string[] {
  if (verdict === 'leaks') return [...new Set(leaks.map(({ message, role }) => sayLeak({ message, role })))];
  const open = probes.filter(({ outcome }) => outcome === 'undecided');
  const whys = [...new Set(open.map(({ command, why }) => `${command.toUpperCase()}: ${why}`))];
  if (verdict === 'not-provable') return [...(missing === null ? [] : [missing]), ...whys];
  const held = probes.filter(({ outcome }) => outcome === 'held').length;
  const closed = closedFor(probes);
  const others = [...new Set(probes.flatMap(({ outcome, why }) => (outcome === 'held' && why !== null ? [why] : [])))];
  if (held > 0)
    return [`Own rows get through, other tenants' do not, and without its policies they would.`, ...others, ...closed];
  return closed.length > 0 ? closed : ['No role that was probed has a privilege on it.'];
}

const OF_ONE_TENANT =
  'The rows of one tenant lie in it, and no role that was probed gets at it and at another part of the table.';

const OFF_IN_CODE =
  'Row security is off as far as code says, and another tenant gets at its rows; migrations may switch it on by hand-written SQL, which code cannot tell.';

/** Each reason once, with the commands that it is about where it is not all of them. */
function closedFor(probes: readonly IsolationProbe[]): readonly string[] {
  const commands = new Map<string, Set<string>>();
  for (const { command, outcome, why } of probes)
    if (outcome === 'closed' && why !== null)
      commands.set(why, (commands.get(why) ?? new Set()).add(command.toUpperCase()));
  return [...commands].map(([why, about]) => (about.size === 4 ? why : `${[...about].join(', ')}: ${why}`));
}

/** A policy or a function that is not there on the shadow may be what keeps tenants apart, or what lets them through. */
function brokenFor({ schema, name }: Table, { failed }: ResultParts): string | null {
  const own = failed.find(({ statement }) => {
    const { kind, parts } = parseOrNull(statement.object);
    return (
      (kind === 'policy' || kind === 'table' || kind === 'trigger' || kind === 'column') &&
      parts[0] === schema &&
      parts[1] === name
    );
  });
  return own ? `${own.statement.object} could not be built on the shadow: ${own.message}.` : null;
}

function hintFor({ run, options }: ResultParts): string | null {
  const { configured, facts } = run.contextOptions;
  if (!configured) return null;
  const unset = [...facts.terms.values()].flatMap(({ term }) =>
    term.kind === 'setting' && !(term.name in configured) ? [term.name] : [],
  );
  const names = [...new Set(unset)];
  return names.length === 0 || options.sessionSettings === null
    ? null
    : `Policies read ${names.join(', ')}, which "sessionSettings" of the configuration does not list.`;
}

function beside(parts: ResultParts): readonly IsolationObject[] {
  const { run } = parts;
  return [...run.beside.objects.values()].map(({ object: own, holdsTenants, probes }) => {
    const leaks = run.findings.roles(own.id).flatMap(({ leaks: found }) => found);
    const kind = own.kind;
    if (leaks.length > 0)
      return object(
        own.id,
        kind,
        'leaks',
        leaks.map(({ message, role }) => sayLeak({ message, role })),
        probes,
        leaks,
        parts,
      );
    if (!holdsTenants)
      return object(own.id, kind, 'exempt', ['What it shows does not depend on a tenant.'], probes, [], parts);
    if (isOpen(probes)) {
      return object(own.id, kind, 'not-provable', besideWhys(probes), probes, [], parts);
    }
    return object(own.id, kind, 'isolated', besideHolds(probes), probes, [], parts);
  });
}

function besideWhys(probes: readonly IsolationProbe[]): readonly string[] {
  const open = probes.filter(({ outcome, why }) => outcome === 'undecided' && why !== null);
  const isRead = (command: IsolationProbe['command']) => command === 'select' || command === 'execute';
  return [
    ...new Set(open.map(({ command, why }) => (isRead(command) ? `${why}` : `${command.toUpperCase()}: ${why}`))),
  ];
}

function besideHolds(probes: readonly IsolationProbe[]): readonly string[] {
  const held = probes.filter(({ outcome }) => outcome === 'held').map(({ command }) => command);
  const isRead = held.some((command) => command === 'select' || command === 'execute');
  const isWritten = held.some((command) => command !== 'select' && command !== 'execute');
  const reasons = [
    ...(isRead ? ['What it shows a tenant does not depend on other tenants.'] : []),
    ...(isWritten ? ['Own rows get through it, and what is written through it stays the tenant’s.'] : []),
  ];
  return reasons.length > 0 ? reasons : ['No role that was probed may use it.'];
}

/** What is not there on the shadow was not probed. */
function unbuilt(parts: ResultParts): readonly IsolationObject[] {
  const { source, catalog, failed } = parts;
  const there = lookupOf(catalog);
  const wordsFor = (id: ObjectId) =>
    failed.find(({ statement }) => statement.object === id)?.message ?? 'something it needs is missing';
  const missing = <T extends 'table' | 'view' | 'materialized-view'>(kind: T) =>
    source.objects[kind]
      .filter(({ id }) => there.find(id) === undefined)
      .map(({ id }) =>
        object(id, kind, 'not-provable', [`It could not be built on the shadow: ${wordsFor(id)}.`], [], [], parts),
      );
  return [...missing('table'), ...missing('view'), ...missing('materialized-view')];
}

function buildProblems({ failed, built }: ResultParts): readonly Problem[] {
  return failed.map(({ statement, message }) => ({
    code: 'isolation-not-built',
    effect: 'note',
    message: `${statement.object} could not be built on ${built.called}: ${message}.`,
    remedy: 'Use a shadow on a real server that has what it needs.',
    object: statement.object,
    origin: null,
    cause: statement.sql,
  }));
}

function object(
  id: ObjectId,
  kind: IsolationObject['kind'],
  verdict: IsolationVerdict,
  reasons: readonly string[],
  probes: readonly IsolationProbe[],
  leaks: readonly Leak[],
  { origins }: ResultParts,
): IsolationObject {
  return { object: id, kind, verdict, reasons, probes, leaks, origins: origins.get(id) ?? [] };
}

function says(
  { chosen, coverage, run }: ResultParts,
  totals: IsolationResult['totals'],
  provenOn: string,
): readonly string[] {
  const { probed, leftOut } = chosen;
  const { tenancy } = coverage;
  const whose = tenancy.root ? `tenants of ${tenancy.root.schema}.${tenancy.root.name}` : 'tenants';
  const settings = saySettings(run.contextOptions).filter(({ value }) => value !== null);
  return [
    `Run on ${provenOn} with made-up rows of two ${whose}, as ${probed.map(({ name }) => name).join(', ')}.`,
    ...(settings.length === 0
      ? []
      : [`The session of a tenant was told from ${settings.map(({ name }) => name).join(', ')}.`]),
    ...probed.filter(({ synthetic }) => synthetic).map(({ why }) => why),
    ...probed
      .filter(({ granted, synthetic }) => granted && !synthetic)
      .map(({ name }) => `The source says nothing of grants, so ${name} was given every privilege.`),
    ...(probed.some(({ byPlatform }) => byPlatform)
      ? [
          `The source does not say what its platform grants by default: ${sayNames(probed)} were given every privilege on what it grants to neither.`,
        ]
      : []),
    ...leftOut.map(({ name, why }) => `${name} was not probed: ${why}`),
    ...(totals.notProvable === 0 ? [] : [`Of ${totals.notProvable} nothing is proven.`]),
  ];
}

const sayNames = (roles: ChosenRoles['probed']) =>
  roles
    .filter(({ byPlatform }) => byPlatform)
    .map(({ name }) => name)
    .join(' and ');

function parseOrNull(id: ObjectId): { readonly kind: string; readonly parts: readonly string[] } {
  try {
    return parseObjectId(id);
  } catch {
    return { kind: '', parts: [] };
  }
}

/** `2 rows … were read from public.notes, as app.` */
function sayLeak({ message, role }: Pick<Leak, 'message' | 'role'>): string {
  return `${message.replace(/\.$/, '')}, as ${role}.`;
}
