import type { IsolationProbe } from '#app/api';
import {
  type Catalog,
  type MaterializedView,
  type ObjectId,
  parseObjectId,
  platformObjectsOf,
  quoteQualified,
  type Routine,
  type View,
} from '#app/catalog';
import { namesIn, type RlsCoverage, tokenize } from '#app/coverage';
import type { Work } from '#main/platform/work.ts';
import { type ContextOptions, contextOf, NOBODY, settingStatements } from './context.ts';
import type { Findings } from './findings.ts';
import type { Pins, TenantName } from './pinned.ts';
import type { Prober, Speaker } from './prober.ts';
import type { ProbedRole } from './roles.ts';
import type { Probed } from './run.ts';
import { added, callable, callsOf, type Reading, readAll, readView } from './run-beside.ts';
import type { SideEffects } from './side-effects.ts';
import { isInvokers, ViewRun } from './view-run.ts';
import type { TableRows } from './worlds.ts';

export interface BesideOptions {
  readonly catalog: Catalog;
  readonly coverage: RlsCoverage;
  readonly pins: Pins;
  readonly context: ContextOptions;
  readonly work: Work;
}

/** Something that tenants' rows may be had through beside their tables. */
export interface BesideObject {
  readonly object: View | MaterializedView | Routine;
  /** Whether it has anything of a tenant to show, as its owner sees it. */
  holdsTenants: boolean;
  readonly probes: IsolationProbe[];
}

interface Target {
  readonly object: View | MaterializedView | Routine;
  readonly statements: readonly string[];
}

/** What has another tenant's rows to show, and what has own ones, for somebody for whom no policy holds. */
interface Shown {
  readonly shown: ReadonlySet<ObjectId>;
  readonly ofOwn: ReadonlySet<ObjectId>;
}

interface Readings {
  readonly statement: string;
  /** With the other tenant's rows there, twice: what changes by itself shows nothing. */
  first: Reading;
  second: Reading;
  /** Without them. */
  without: Reading;
}

/**
 * Views, materialized views and SECURITY DEFINER functions: what a tenant gets from them may not depend on whether the other
 * tenant has rows. Whatever is there only with them is a leak, a count as well as a row.
 */
export class BesideRun {
  readonly #prober: Prober;
  readonly #options: BesideOptions;
  readonly #findings: Findings;
  readonly #objects = new Map<ObjectId, BesideObject>();
  #rows: readonly TableRows[] = [];
  #shown: Shown | null = null;
  #views: ViewRun | null = null;

  constructor(prober: Prober, options: BesideOptions, findings: Findings) {
    this.#prober = prober;
    this.#options = options;
    this.#findings = findings;
  }

  get objects(): ReadonlyMap<ObjectId, BesideObject> {
    return this.#objects;
  }

  setRows(rows: readonly TableRows[]): void {
    this.#rows = rows;
  }

  async run(
    role: ProbedRole,
    speaker: Speaker,
    withoutOther: readonly string[],
    sideEffects: SideEffects,
    probed: readonly Probed[],
  ): Promise<void> {
    const targets = this.#targets();
    if (targets.length === 0) return;
    this.#shown ??= await this.#asOwners(targets, role, withoutOther);
    const readings = await this.#readings(targets, speaker, withoutOther);
    await this.#calls(targets, speaker, sideEffects);
    for (const { object } of targets) this.#judge(object, readings.get(object.id) ?? [], role, speaker);
    await this.#readAlone(targets, role, withoutOther);
    await this.#writes(targets, speaker, sideEffects, probed);
  }

  async #readings(
    targets: readonly Target[],
    speaker: Speaker,
    withoutOther: readonly string[],
  ): Promise<ReadonlyMap<ObjectId, readonly Readings[]>> {
    const readings = new Map<ObjectId, Readings[]>();
    const visit = async (before: readonly string[], put: (entry: Readings, reading: Reading) => void) => {
      for (const { free, own } of this.#byRights(targets))
        await this.#prober.as(speaker, [...before, ...free], async () => {
          for (const { object, statements } of own) {
            this.#options.work.signal.throwIfAborted();
            const entries = readings.get(object.id) ?? statements.map(emptyReadings);
            readings.set(object.id, entries);
            for (const entry of entries) put(entry, await readAll(this.#prober, entry.statement));
          }
        });
    };
    await visit([], (entry, reading) => {
      entry.first = reading;
    });
    await visit([], (entry, reading) => {
      entry.second = reading;
    });
    await visit(withoutOther, (entry, reading) => {
      entry.without = reading;
    });
    return readings;
  }

  /** What reads with the rights of an owner for whom no policy holds, apart from the rest. */
  #byRights(
    targets: readonly Target[],
  ): readonly { readonly free: readonly string[]; readonly own: readonly Target[] }[] {
    const freeing = (object: BesideObject['object']) =>
      object.kind === 'view' && isInvokers(object) ? [] : this.#prober.freeing(object.owner);
    const free = targets.filter(({ object }) => freeing(object).length > 0);
    const held = targets.filter((target) => !free.includes(target));
    return [
      { free: [], own: held },
      { free: free[0] ? freeing(free[0].object) : [], own: free },
    ].filter(({ own }) => own.length > 0);
  }

  /** Views with no tenant set: whatever there is only because of tenants. */
  async #readAlone(targets: readonly Target[], role: ProbedRole, withoutOther: readonly string[]): Promise<void> {
    const speaker = { role: role.name, context: NOBODY };
    const views = targets.filter(({ object }) => object.kind !== 'function');
    const readings = await this.#readings(views, speaker, withoutOther);
    for (const { object } of views)
      for (const each of readings.get(object.id) ?? []) {
        const leak = leakIn(object, each);
        if (leak === null) continue;
        const message = `With no tenant set: ${leak.message}`;
        this.#findings.leaked(object.id, { kind: 'no-tenant', sql: leak.sql, message }, speaker);
      }
  }

  async #writes(
    targets: readonly Target[],
    speaker: Speaker,
    sideEffects: SideEffects,
    probed: readonly Probed[],
  ): Promise<void> {
    const contexts = (tenant: TenantName) => contextOf(tenant, speaker.role, this.#options.context);
    this.#views ??= new ViewRun(this.#prober, {
      catalog: this.#options.catalog,
      probed,
      sideEffects,
      contexts: { own: contexts('a'), other: contexts('b') },
    });
    for (const { object } of targets) {
      if (object.kind !== 'view') continue;
      this.#options.work.signal.throwIfAborted();
      const free = isInvokers(object) ? [] : this.#prober.freeing(object.owner);
      for (const { got, ...probe } of await this.#views.run(object, speaker, free)) {
        const entry = this.#objects.get(object.id);
        entry?.probes.push({ role: speaker.role, ...probe });
        if (entry) entry.holdsTenants ||= probe.control;
        for (const each of got) this.#findings.leaked(object.id, each, each.speaker);
      }
    }
  }

  /** Functions that may write: whose rows they wrote. */
  async #calls(targets: readonly Target[], speaker: Speaker, sideEffects: SideEffects): Promise<void> {
    await this.#prober.as(speaker, [], async () => {
      for (const { object, statements } of targets) {
        if (object.kind !== 'function' || object.volatility !== 'volatile') continue;
        for (const sql of statements) {
          const [got] = await sideEffects.ofCall(this.#prober, sql, quoteQualified(object.schema, object.name));
          if (got) this.#findings.leaked(object.id, got, speaker);
        }
      }
    });
  }

  #targets(): readonly {
    readonly object: View | MaterializedView | Routine;
    readonly statements: readonly string[];
  }[] {
    const { catalog, coverage, pins } = this.#options;
    const platform = platformObjectsOf(catalog);
    const members = new Set(catalog.extensionMembers.map(({ id }) => id));
    const isOwn = (object: View | MaterializedView | Routine) =>
      platform.of(object) === null && !members.has(object.id);
    const views = [...catalog.objects.view, ...catalog.objects['materialized-view']].filter(isOwn);
    const calls = { catalog, tenancy: coverage.tenancy, pins, rows: this.#rows };
    return [
      ...views.map((object) => ({ object, statements: [readView(object)] })),
      ...callable(catalog, isOwn).map((object) => ({ object, statements: callsOf(object, calls) })),
    ];
  }

  /** By the names of tables that hold tenants' rows. */
  #mentionsTenants(definition: string): boolean {
    const names = namesIn(tokenize(definition));
    return this.#rows.some(({ table, keys }) => keys.has('b') && names.has(table.name));
  }

  /**
   * What there is to show at all: for whom no policy holds, with and without the other tenant's rows, in nobody's session and in
   * the other tenant's, since a view may ask the session itself.
   */
  async #asOwners(targets: readonly Target[], role: ProbedRole, withoutOther: readonly string[]): Promise<Shown> {
    const contexts = [NOBODY, contextOf('b', role.name, this.#options.context)].map(settingStatements);
    const { unheld } = this.#prober;
    const visit = (before: readonly string[]) =>
      this.#prober.asObserver(before, async (prober) => {
        const found = new Map<string, Reading>();
        for (const { statements } of targets) for (const sql of statements) found.set(sql, await readAll(prober, sql));
        return found;
      });
    const shown = new Set<ObjectId>();
    for (const settings of contexts) {
      const withOther = await visit([...unheld, ...settings]);
      const without = await visit([...withoutOther, ...unheld, ...settings]);
      for (const { object, statements } of targets)
        if (statements.some((sql) => added(withOther.get(sql)?.rows ?? [], without.get(sql)?.rows ?? []).length > 0))
          shown.add(object.id);
    }
    const mine = settingStatements(contextOf('a', role.name, this.#options.context));
    const own = await visit([...withoutOther, ...unheld, ...mine]);
    const ofOwn = targets.flatMap(({ object, statements }) =>
      statements.some((sql) => (own.get(sql)?.rows?.length ?? 0) > 0) ? [object.id] : [],
    );
    return { shown, ofOwn: new Set(ofOwn) };
  }

  #judge(object: BesideObject['object'], readings: readonly Readings[], role: ProbedRole, speaker: Speaker): void {
    const entry = this.#objects.get(object.id) ?? { object, holdsTenants: false, probes: [] };
    this.#objects.set(object.id, entry);
    const shown = this.#shown?.shown.has(object.id) ?? false;
    entry.holdsTenants ||= shown || (object.kind !== 'function' && this.#mentionsTenants(object.definition));
    const command = object.kind === 'function' ? 'execute' : 'select';
    const probe = (outcome: IsolationProbe['outcome'], why: string | null = null) =>
      entry.probes.push({ role: role.name, command, outcome, why, control: shown });
    if (readings.every(({ first }) => first.denied)) return void probe('not-granted');
    const leak = readings.map((each) => leakIn(object, each)).find((found) => found !== null);
    if (leak) {
      entry.holdsTenants = true;
      this.#findings.leaked(object.id, { kind: 'read', ...leak }, speaker);
      return void probe('leaks');
    }
    if (this.#findings.of(object.id, role.name).leaks.length > 0) return void probe('leaks');
    if (!shown && object.kind !== 'function' && this.#mentionsTenants(object.definition))
      return void probe('undecided', 'None of the made-up rows meets its conditions, so it showed nothing to anybody.');
    if (!shown) return void probe('not-probed', 'It shows nothing that depends on a tenant.');
    const works = readings.some(({ first }) => first.rows !== null);
    if (!works) return void probe('undecided', `It fails in the tenant's session: ${readings[0]?.first.error ?? ''}.`);
    // A function may answer with nothing by design; a view that shows its tenant nothing shows nothing of itself either.
    const isEmpty = object.kind !== 'function' && readings.every(({ first }) => first.rows?.length === 0);
    if (isEmpty && this.#shown?.ofOwn.has(object.id))
      return void probe(
        'undecided',
        "It shows no row of the tenant's own, so that it shows none of others proves nothing.",
      );
    probe('held');
  }
}

function emptyReadings(statement: string): Readings {
  const nothing: Reading = { sql: statement, rows: null, denied: false, error: null };
  return { statement, first: nothing, second: nothing, without: nothing };
}

function leakIn(
  object: BesideObject['object'],
  { statement, first, second, without }: Readings,
): { readonly sql: string; readonly message: string } | null {
  if (first.rows === null || without.rows === null) return null;
  const isSteady = first.rows.join('\n') === second.rows?.join('\n');
  const more = isSteady ? added(first.rows, without.rows).length : first.rows.length - without.rows.length;
  if (more <= 0) return null;
  const name = quoteQualified(object.schema, object.name);
  const rows = more === 1 ? 'A row' : `${more} rows`;
  if (object.kind !== 'function')
    return {
      sql: `SELECT * FROM ${name}`,
      message: `${rows} of ${name} ${more === 1 ? 'is' : 'are'} there only because of another tenant.`,
    };
  // Who asks about somebody by name and hears yes or no has learnt little; policies are made of such functions.
  if (/^(boolean|void)$/.test(object.returns ?? '')) return null;
  const call = statement.replace(/^SELECT f::text AS r/, 'SELECT *');
  const { parts } = parseObjectId(object.id);
  return {
    sql: call,
    message: `${rows} given back by ${parts.join('.')} ${more === 1 ? 'is' : 'are'} there only because of another tenant.`,
  };
}
