import {
  type Catalog,
  lookupOf,
  type ObjectId,
  objectId,
  type Policy,
  platformObjectsOf,
  quoteQualified,
  type SourceKind,
  type Table,
} from '#app/catalog';
import { type Excuse, excuseFor } from './excuses.ts';
import { finish, type InPieces, inTurn } from './in-pieces.ts';
import { mostClosed, mostOpen, type PredicateContext, type PredicateKind, predicateKind } from './predicate.ts';
import { isJudged, type Reach, tenantReach } from './reach.ts';
import { type CommandCover, type RlsState, ROW_COMMANDS, type RowCommand, type TableRls } from './rls-state.ts';
import { type SessionReader, sessionReader } from './session.ts';
import { detectTenancy, isTenantColumn, plural, type Tenancy, type TenantOptions } from './tenant.ts';
import { type RlsTotals, rlsTotals } from './totals.ts';
import { isRowSecurityUnused } from './unused.ts';

export interface RlsCoverage {
  readonly tenancy: Tenancy;
  /** By table identity, in catalog order. */
  readonly tables: ReadonlyMap<ObjectId, TableRls>;
  readonly totals: RlsTotals;
  readonly bySchema: ReadonlyMap<string, RlsTotals>;
}

export interface RlsOptions extends TenantOptions {
  /** Where the catalog comes from. Drizzle cannot write FORCE, so its absence from code proves nothing. */
  readonly source?: SourceKind;
  /** What waivers accept: a table whose gap is excused is exempt. */
  readonly excuses?: readonly Excuse[];
}

/** Judges every table's row security. Partitions are judged with their parent. */
export function rlsCoverage(catalog: Catalog, options: RlsOptions = {}): RlsCoverage {
  return finish(rlsInPieces(catalog, options));
}

/** {@link rlsCoverage} table by table. */
export function* rlsInPieces(catalog: Catalog, options: RlsOptions = {}): InPieces<RlsCoverage> {
  const tenancy = detectTenancy(catalog, options);
  yield;
  const reach = tenantReach(catalog, tenancy);
  const session = sessionReader(catalog);
  const extensionMembers = new Set(catalog.extensionMembers.map((member) => member.id));
  const isCode = (options.source ?? (catalog.server === null ? 'code' : 'live')) === 'code';
  const tables = new Map<ObjectId, TableRls>();
  const judged = catalog.objects.table.filter((table) => isJudged(table, extensionMembers));
  const excuses = options.excuses ?? [];
  const { schemas: ofPlatform } = platformObjectsOf(catalog);
  const isUnused =
    excuses.length > 0 &&
    isRowSecurityUnused(
      catalog,
      tenancy,
      judged.filter(({ schema }) => !ofPlatform.has(schema)),
    );
  yield* inTurn(judged, (table) => {
    const subject: Subject = {
      catalog,
      tenancy,
      table,
      reach: reach.get(table.id) ?? null,
      reachOf: reach,
      session,
      isCode,
    };
    tables.set(table.id, judge(subject, excuses, isUnused));
  });
  const all = [...tables.values()];
  const schemas = [...new Set(all.map((entry) => entry.schema))];
  return {
    tenancy,
    tables,
    totals: rlsTotals(all),
    bySchema: new Map(schemas.map((schema) => [schema, rlsTotals(all.filter((entry) => entry.schema === schema))])),
  };
}

interface Subject {
  readonly catalog: Catalog;
  readonly tenancy: Tenancy;
  readonly table: Table;
  readonly reach: Reach | null;
  readonly reachOf: ReadonlyMap<ObjectId, Reach>;
  readonly session: SessionReader;
  readonly isCode: boolean;
}

function judge(subject: Subject, excuses: readonly Excuse[], isUnused: boolean): TableRls {
  const { table, reach } = subject;
  const covers = commandCovers(subject);
  const decided = decide(subject, covers);
  const isDecision = isUnused && reach?.kind === 'column';
  const excuse = excuseFor(decided[0], table, policiesOf(subject), { excuses, isDecision });
  const [state, reasons] = excuse === null ? decided : (['exempt', [`Waived: ${excuse}`, ...decided[1]]] as const);
  return {
    table: table.id,
    schema: table.schema,
    name: table.name,
    state,
    holdsTenantData: reach !== null && state !== 'exempt',
    reasons: [...reasons, ...partitionNotes(subject)],
    commands: covers.commands,
    reach,
  };
}

type Decision = readonly [state: RlsState, reasons: readonly string[]];

function decide(subject: Subject, covers: Covers): Decision {
  const { table, reach } = subject;
  const policies = policiesOf(subject).length;
  if (!table.rowSecurity) return decideOff(subject, policies);
  if (policies === 0) return ['no-policy', ['Row security is on and no policy lets anyone but the owner see a row.']];
  if (reach === null)
    return ['exempt', ['No way leads from its rows to a tenant, so its policies are not about tenants.']];
  const open = commandsWith(covers, 'open');
  if (open.length > 0)
    return ['open', [`${list(open)} ${open.length === 1 ? 'is' : 'are'} open to every tenant.`, ...covers.notes]];
  const other = commandsWith(covers, 'other');
  const none = commandsWith(covers, 'none');
  if (other.length > 0 || none.length > 0) {
    const reasons: string[] = [];
    if (other.length > 0) reasons.push(`${list(other)}: no condition on the tenant.`);
    if (none.length > 0) reasons.push(`${list(none)}: no policy, so only the owner gets through.`);
    return ['partly-covered', [...reasons, ...covers.notes]];
  }
  const how = `Every command is held to the tenant by ${plural(policies, 'policy', 'policies')}.`;
  if (table.forceRowSecurity) return ['protected', [how, 'Row security is forced: it holds for the owner too.']];
  if (subject.isCode)
    return ['protected', [how, 'Whether it is forced cannot be written in Drizzle and is not judged from code.']];
  return ['not-forced', [`${how.slice(0, -1)}, but the owner of the table is not held to it.`]];
}

function decideOff(subject: Subject, policies: number): Decision {
  const { reach, isCode } = subject;
  const written = policies > 0 ? [`${plural(policies, 'policy', 'policies')} written and without effect.`] : [];
  const inCode = isCode ? ['As far as code says: migrations may enable it by hand-written SQL.'] : [];
  if (reach === null)
    return ['exempt', ['Holds no tenant’s data: no tenant column and no foreign key that leads to one.', ...written]];
  if (reach.kind === 'root') return ['exempt', ['Is the tenant root: its rows are the tenants.', ...written]];
  if (reach.kind === 'column')
    return ['off', [`Row security is off and ${reach.column} says whose the rows are.`, ...written, ...inCode]];
  const way = reach.path.map((key) => quoteQualified(key.references.schema, key.references.name)).join(' → ');
  if (policies > 0) return ['off', ['Row security is off.', ...written, `Its rows belong to a tenant through ${way}.`]];
  if (reach.certain)
    return ['scoped-via-parent', [`Has no tenant column; every row belongs to one through ${way}.`, ...inCode]];
  return ['off', [`Row security is off, and a key that may be NULL leads to the tenant (${way}).`, ...inCode]];
}

function partitionNotes({ catalog, table }: Subject): readonly string[] {
  if (table.partitionKey === null || !table.rowSecurity) return [];
  const bare = catalog.objects.table.filter(
    (part) =>
      part.partitionOf?.parent.schema === table.schema &&
      part.partitionOf.parent.name === table.name &&
      !part.rowSecurity,
  );
  return bare.length === 0
    ? []
    : [`${plural(bare.length, 'partition')} read by name ${bare.length === 1 ? 'is' : 'are'} not held to it.`];
}

interface Covers {
  readonly commands: Readonly<Record<RowCommand, CommandCover>>;
  readonly notes: readonly string[];
}

/** What each command is held to: permissive policies add up (OR), restrictive ones narrow (AND). */
function commandCovers(subject: Subject): Covers {
  const context = predicateContextOf(subject);
  const policies = policiesOf(subject).filter((policy) => !isBypassOnly(subject.catalog, policy));
  const notes = new Set<string>();
  const cover = (command: RowCommand): CommandCover => {
    const fitting = policies.filter((policy) => policy.command === 'all' || policy.command === command);
    const permissive = fitting.filter((policy) => policy.permissive);
    if (permissive.length === 0) return 'none';
    const kinds = permissive.map((policy) => kindFor(policy, command, context));
    const narrowed = mostClosed([
      mostOpen(kinds),
      ...fitting.filter((policy) => !policy.permissive).map((policy) => kindFor(policy, command, context)),
    ]);
    const result = coverOf(narrowed);
    if (result !== 'tenant') for (const [at, policy] of permissive.entries()) addNote(notes, policy, kinds[at]);
    return result;
  };
  const commands = {
    select: cover('select'),
    insert: cover('insert'),
    update: cover('update'),
    delete: cover('delete'),
  };
  return { commands, notes: [...notes] };
}

function addNote(notes: Set<string>, policy: Policy, kind: PredicateKind | undefined): void {
  const why: Partial<Record<PredicateKind, string>> = {
    true: 'is always true',
    rows: 'looks at the row alone, not at the tenant',
    anyone: 'asks only whether somebody is signed in',
    'null-tenant': 'opens the rows without a tenant to everyone',
    person: 'compares something other than the tenant with the session',
  };
  const text = kind && why[kind];
  const roles = policy.roles.includes('public') ? '' : ` (for ${policy.roles.join(', ')})`;
  if (text !== undefined) notes.add(`Policy ${policy.name}${roles} ${text}.`);
}

/** Which expression PostgreSQL uses: CHECK for what is written, USING where there is none, both for UPDATE. */
function kindFor(policy: Policy, command: RowCommand, context: PredicateContext): PredicateKind {
  const using = predicateKind(policy.using, context);
  if (command === 'select' || command === 'delete') return using;
  const check = predicateKind(policy.check ?? policy.using, context);
  return command === 'insert' ? check : mostOpen([using, check]);
}

const COVER_OF: Readonly<Record<PredicateKind, CommandCover>> = {
  true: 'open',
  rows: 'other',
  anyone: 'other',
  'null-tenant': 'other',
  person: 'other',
  session: 'tenant',
  tenant: 'tenant',
  false: 'tenant',
};

function coverOf(kind: PredicateKind): CommandCover {
  return COVER_OF[kind];
}

/** What a table's policies are read with. */
export function predicateContextOf({
  catalog,
  tenancy,
  table,
  reach,
  reachOf,
  session,
}: Omit<Subject, 'isCode'>): PredicateContext {
  const children = lookupOf(catalog).childrenOf(table.schema, table.name);
  const parents = children['foreign-key'].filter((key) =>
    reachOf.has(objectId('table', key.references.schema, key.references.name)),
  );
  return {
    session,
    columns: children.column.map((column) => column.name),
    isTenantColumn: (column) => isTenantColumn(tenancy, column),
    rootKey: reach?.kind === 'root' ? (children['primary-key'][0]?.columns ?? []) : [],
    parents: parents.map((key) => key.references.name),
    parentColumns: parents.flatMap((key) => key.columns),
    tenantNullable: reach?.kind === 'column' && reach.nullable,
  };
}

function policiesOf({ catalog, table }: Subject): readonly Policy[] {
  return lookupOf(catalog).childrenOf(table.schema, table.name).policy;
}

/** Roles that row security never holds for: a policy for them alone opens nothing that was closed. */
const BYPASSING_ROLES = new Set(['postgres', 'service_role', 'supabase_admin', 'rds_superuser', 'neon_superuser']);

/** Whether a policy is for roles alone that row security never holds for. */
export function isBypassOnly(catalog: Catalog, policy: Policy): boolean {
  return (
    policy.roles.length > 0 &&
    policy.roles.every((name) => {
      const role = catalog.objects.role.find((candidate) => candidate.name === name);
      if (role && (role.bypassRls || role.superuser)) return true;
      return BYPASSING_ROLES.has(name);
    })
  );
}

function commandsWith({ commands }: Covers, cover: CommandCover): readonly RowCommand[] {
  return ROW_COMMANDS.filter((command) => commands[command] === cover);
}

function list(commands: readonly RowCommand[]): string {
  return commands.map((command) => command.toUpperCase()).join(', ');
}
