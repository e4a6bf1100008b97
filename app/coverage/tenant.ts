import {
  type Catalog,
  type Column,
  compareText,
  lookupOf,
  type Policy,
  type QualifiedName,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { namesIn, type Skeleton, skeletonOfText, type Token, tokenize } from './expression.ts';
import { canonicalName, entityName, referredEntity } from './names.ts';
import { type SessionReader, sessionReader } from './session.ts';

/** What the project's configuration says of its tenants; anything left out is detected. */
export interface TenantOptions {
  /** Names of the tenant column; every spelling of each counts. */
  readonly tenantColumns?: readonly string[];
  readonly tenantRoot?: QualifiedName;
}

/** Who the tenants are and which column says whose a row is. */
export interface Tenancy {
  /** The table with one row per tenant. */
  readonly root: QualifiedName | null;
  /** Canonical spellings (`company_id` for `companyId` too), sorted; test a column with {@link isTenantColumn}. */
  readonly columns: readonly string[];
  /** Custom settings that policies compare rows with. */
  readonly settings: readonly string[];
  /** How it is known, in sentences: the configuration, or what was counted. */
  readonly evidence: readonly string[];
}

/** Words that name a tenant. The first ones say so by themselves; the later ones need references or policies as well. */
const STRONG_WORDS = ['tenant', 'organization', 'organisation', 'org', 'company', 'workspace'];
const WEAK_WORDS = ['account', 'team', 'agency', 'business', 'merchant', 'shop', 'store', 'studio', 'club', 'school'];
/** Columns that say which person a row is about. They are a tenant only where nothing else is. */
const PERSON_WORDS = ['user', 'owner', 'author', 'profile', 'member', 'creator', 'person'];

interface Candidate {
  readonly name: string;
  /** Tables that have the column. */
  readonly tables: Set<string>;
  /** Tables whose policies compare the column with the session. */
  readonly policyTables: Set<string>;
  /** Tables the column references, with how often. */
  readonly targets: Map<string, { readonly name: QualifiedName; count: number }>;
}

/** Finds the tenant column(s) and the tenant root: configured, else by policies, references and names. Deterministic. */
export function detectTenancy(catalog: Catalog, options: TenantOptions = {}): Tenancy {
  const key = JSON.stringify([options.tenantColumns ?? null, options.tenantRoot ?? null]);
  const kept = tenancies.get(catalog) ?? new Map<string, Tenancy>();
  tenancies.set(catalog, kept);
  const known = kept.get(key);
  if (known) return known;
  const found = findTenancy(catalog, options);
  kept.set(key, found);
  return found;
}

/** Graph, coverage and audit ask the same of one catalog. */
const tenancies = new WeakMap<Catalog, Map<string, Tenancy>>();

function findTenancy(catalog: Catalog, options: TenantOptions): Tenancy {
  const session = sessionReader(catalog);
  const candidates = gather(catalog, session);
  const configured = options.tenantColumns?.map(canonicalName) ?? [];
  const chosen = configured.length > 0 ? configured : choose(candidates, options.tenantRoot);
  const root = options.tenantRoot ?? rootOf(catalog, candidates, chosen);
  const columns = configured.length > 0 ? configured : withSpellings(candidates, chosen, root);
  return {
    root,
    columns: [...new Set(columns)].sort(compareText),
    settings: settingsOf(catalog, session, columns),
    evidence: explain(candidates, columns, root, options),
  };
}

export function isTenantColumn(tenancy: Tenancy, column: string): boolean {
  return tenancy.columns.includes(canonicalName(column));
}

export function isTenantRoot(tenancy: Tenancy, table: QualifiedName): boolean {
  return tenancy.root !== null && tenancy.root.schema === table.schema && tenancy.root.name === table.name;
}

/** The table's tenant column, if it has one; the tenant root itself has none. */
export function tenantColumnOf(catalog: Catalog, tenancy: Tenancy, table: Table): Column | null {
  if (isTenantRoot(tenancy, table)) return null;
  const columns = lookupOf(catalog).childrenOf(table.schema, table.name).column;
  return columns.find((column) => isTenantColumn(tenancy, column.name)) ?? null;
}

function gather(catalog: Catalog, session: SessionReader): ReadonlyMap<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  const candidate = (column: string): Candidate => {
    const name = canonicalName(column);
    let found = candidates.get(name);
    if (!found) {
      found = { name, tables: new Set(), policyTables: new Set(), targets: new Map() };
      candidates.set(name, found);
    }
    return found;
  };
  for (const column of catalog.objects.column)
    if (referredEntity(column.name) !== null) candidate(column.name).tables.add(tableKey(column));
  for (const key of catalog.objects['foreign-key']) {
    const [column] = key.columns;
    if (key.columns.length !== 1 || column === undefined) continue;
    const targets = candidate(column).targets;
    const name = quoteQualified(key.references.schema, key.references.name);
    const target = targets.get(name) ?? { name: key.references, count: 0 };
    target.count += 1;
    targets.set(name, target);
  }
  for (const policy of catalog.objects.policy)
    for (const column of comparedColumns(catalog, policy, session))
      candidate(column).policyTables.add(tableKey(policy));
  return candidates;
}

/** Columns of the policy's own table that stand in one condition with a reading of the session. */
function comparedColumns(catalog: Catalog, policy: Policy, session: SessionReader): readonly string[] {
  const own = lookupOf(catalog).childrenOf(policy.schema, policy.table).column;
  const found = new Set<string>();
  for (const text of [policy.using, policy.check]) {
    if (text === null) continue;
    for (const leaf of leavesOf(skeletonOfText(text))) {
      if (!session.reads(leaf)) continue;
      const names = ownNamesIn(leaf, policy);
      for (const column of own) if (names.has(column.name) && !isRowsOwnName(column.name)) found.add(column.name);
    }
  }
  return [...found];
}

/** Who a row is, not whose: a profile's `id` is the person's, and everything has one. */
function isRowsOwnName(column: string): boolean {
  return /^(id|uuid|guid|oid)$/.test(canonicalName(column));
}

/** Names but for those that are said to be another table's: `memberships.id` in a subquery. */
function ownNamesIn(tokens: readonly Token[], { schema, table }: Policy): ReadonlySet<string> {
  const own = tokens.filter((token, at) => {
    if (token.type !== 'name') return false;
    const dot = tokens[at - 1];
    if (dot?.type !== 'operator' || dot.text !== '.') return true;
    const of = tokens[at - 2]?.text;
    return of === table || of === schema;
  });
  return namesIn(own);
}

export function leavesOf(skeleton: Skeleton): readonly (readonly Token[])[] {
  return skeleton.kind === 'leaf' ? [skeleton.tokens] : skeleton.operands.flatMap(leavesOf);
}

function choose(candidates: ReadonlyMap<string, Candidate>, root: QualifiedName | undefined): readonly string[] {
  const scored = [...candidates.values()]
    .map((candidate) => ({ candidate, score: scoreOf(candidate, root) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compareText(a.candidate.name, b.candidate.name));
  const best = scored.find(({ candidate }) => !isPerson(candidate.name)) ?? scored[0];
  const person = scored.find(({ candidate }) => isPerson(candidate.name));
  // Where policies hold most rows to a person, what a few of them look up on the way is no tenant.
  const isHeldToPerson =
    best !== undefined &&
    person !== undefined &&
    !STRONG_WORDS.includes(referredEntity(best.candidate.name) ?? '') &&
    person.candidate.policyTables.size > best.candidate.policyTables.size;
  const chosen = isHeldToPerson ? person : best;
  return chosen ? [chosen.candidate.name] : [];
}

/** More policies, more references to one table and a telling name weigh more; a single table with no policy says nothing. */
function scoreOf(candidate: Candidate, root: QualifiedName | undefined): number {
  const target = strongestTarget(candidate);
  if (root && target && (target.name.schema !== root.schema || target.name.name !== root.name)) return 0;
  const word = referredEntity(candidate.name) ?? '';
  const references = target?.count ?? 0;
  const policies = candidate.policyTables.size;
  // Who did something is not whose the row is.
  if (/_by$/.test(candidate.name)) return 0;
  if (isPerson(candidate.name)) return policies;
  if (STRONG_WORDS.includes(word))
    return candidate.tables.size + policies === 0
      ? 0
      : enough(candidate, 10 + 3 * policies + 2 * references + candidate.tables.size);
  if (WEAK_WORDS.includes(word)) return references + policies > 1 ? 3 * policies + 2 * references : 0;
  if (root && references > 0) return 3 * policies + 2 * references;
  return policies > 1 ? 3 * policies + references : 0;
}

function enough(candidate: Candidate, score: number): number {
  return candidate.tables.size > 1 || candidate.policyTables.size > 0 ? score : 0;
}

function isPerson(column: string): boolean {
  const word = referredEntity(column) ?? column;
  return PERSON_WORDS.includes(word.split('_').at(-1) ?? '') || /_by$/.test(column);
}

function strongestTarget(candidate: Candidate): { readonly name: QualifiedName; readonly count: number } | undefined {
  let best: readonly [string, { readonly name: QualifiedName; readonly count: number }] | undefined;
  for (const entry of candidate.targets) {
    const [name, { count }] = entry;
    if (!best || count > best[1].count || (count === best[1].count && compareText(name, best[0]) < 0)) best = entry;
  }
  return best?.[1];
}

/** The table that the chosen columns reference most; without references, the table their name names. */
function rootOf(
  catalog: Catalog,
  candidates: ReadonlyMap<string, Candidate>,
  columns: readonly string[],
): QualifiedName | null {
  for (const column of columns) {
    const candidate = candidates.get(column);
    const target = candidate && strongestTarget(candidate);
    if (target) return target.name;
  }
  for (const column of columns) {
    const entity = referredEntity(column);
    const named = catalog.objects.table.find((table) => entityName(table.name) === entity);
    if (named) return { schema: named.schema, name: named.name };
  }
  return null;
}

/** Other names for the same thing: `org_id` beside `organization_id`, where it references the root or is its short form. */
function withSpellings(
  candidates: ReadonlyMap<string, Candidate>,
  chosen: readonly string[],
  root: QualifiedName | null,
): readonly string[] {
  const words = chosen.map((column) => referredEntity(column) ?? column);
  const spellings = [...candidates.values()].filter((candidate) => {
    const word = referredEntity(candidate.name);
    if (word === null || chosen.includes(candidate.name)) return false;
    const target = strongestTarget(candidate);
    const toRoot =
      target !== undefined && root !== null && target.name.schema === root.schema && target.name.name === root.name;
    const isTenantWord = STRONG_WORDS.includes(word) || WEAK_WORDS.includes(word);
    if (toRoot && isTenantWord) return true;
    const shortForm = words.some((known) => known.startsWith(word) || word.startsWith(known));
    return target === undefined && shortForm && STRONG_WORDS.includes(word);
  });
  return [...chosen, ...spellings.map((candidate) => candidate.name)];
}

function settingsOf(catalog: Catalog, session: SessionReader, columns: readonly string[]): readonly string[] {
  const settings = new Set<string>();
  for (const policy of catalog.objects.policy) {
    for (const text of [policy.using, policy.check]) {
      if (text === null) continue;
      const tokens = tokenize(text);
      const names = [...namesIn(tokens)].map(canonicalName);
      if (columns.some((column) => names.includes(column)))
        for (const setting of session.settings(tokens)) settings.add(setting);
    }
  }
  return [...settings].sort(compareText);
}

function explain(
  candidates: ReadonlyMap<string, Candidate>,
  columns: readonly string[],
  root: QualifiedName | null,
  options: TenantOptions,
): readonly string[] {
  const evidence: string[] = [];
  if (options.tenantColumns)
    evidence.push(`The configuration names the tenant column: ${options.tenantColumns.join(', ')}.`);
  if (options.tenantRoot)
    evidence.push(
      `The configuration names the tenant root: ${quoteQualified(options.tenantRoot.schema, options.tenantRoot.name)}.`,
    );
  for (const column of columns) {
    const candidate = candidates.get(column);
    if (!candidate || options.tenantColumns) continue;
    const references = strongestTarget(candidate)?.count ?? 0;
    evidence.push(
      `${column} is in ${plural(candidate.tables.size, 'table')}, references ${root ? quoteQualified(root.schema, root.name) : 'no table'} from ${references}, and policies of ${candidate.policyTables.size} compare it with the session.`,
    );
  }
  if (columns.length === 0)
    evidence.push(
      'No column looks like a tenant column: none is compared with the session by policies, and none is named like one.',
    );
  return evidence;
}

export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count} ${count === 1 ? word : words}`;
}

function tableKey(object: { readonly schema: string; readonly table: string }): string {
  return `${object.schema}\u0000${object.table}`;
}
