import {
  type Catalog,
  type ForeignKey,
  lookupOf,
  type ObjectId,
  objectId,
  platformObjectsOf,
  quoteIdent,
  quoteQualified,
  type Table,
} from '#app/catalog';
import type { Reach, RlsCoverage } from '#app/coverage';
import type { Work } from '#main/platform/work.ts';
import type { ScratchSession } from '#main/shadow/shadow.ts';
import { setAside } from '../rows/fill.ts';
import { BesideRun } from './beside.ts';
import { type ContextOptions, contextOf, NOBODY } from './context.ts';
import type { SessionFacts } from './facts/session-facts.ts';
import { Findings } from './findings.ts';
import { formerMembers } from './former-members.ts';
import { holdingTables } from './holding-tables.ts';
import { Partitions } from './partitions.ts';
import { type Persona, personasOf } from './personas.ts';
import type { Pins, TenantName } from './pinned.ts';
import { type Observer, Prober, type Speaker } from './prober.ts';
import type { ProbedRole } from './roles.ts';
import { type Command, read, refer, runAsNobody, runReads, runWrites, type Seen, writeAsNobody } from './run-table.ts';
import { othersRows, wereSome } from './say-rows.ts';
import { SideEffects } from './side-effects.ts';
import { type TableProbes, tableProbes } from './table-probes.ts';
import { fillWorlds, ROW_KEY, type TableRows } from './worlds.ts';

export interface RunOptions {
  /** As the shadow has it. */
  readonly catalog: Catalog;
  readonly coverage: RlsCoverage;
  readonly facts: SessionFacts;
  readonly pins: Pins;
  readonly roles: readonly ProbedRole[];
  readonly tenantRoles: Readonly<Record<TenantName, string>> | null;
  readonly sessionSettings: Readonly<Record<string, string>> | null;
  readonly observer: Observer;
  readonly work: Work;
}

/** One probed table or partition. */
export interface Probed {
  readonly table: Table;
  /** The table itself, or the one that it is a partition of. */
  readonly of: Table;
  readonly probes: TableProbes;
  readonly reach: Reach | null;
  /** Whether one tenant's rows alone lie in the partition, by the key of what it is a part of. */
  readonly ofOneTenant: boolean;
}

/** Everything that is run on one shadow, in the order that leaves the most as it was. */
export class IsolationRun {
  readonly findings = new Findings();
  readonly beside: BesideRun;
  readonly #session: ScratchSession;
  readonly #options: RunOptions;
  readonly #prober: Prober;
  readonly contextOptions: ContextOptions;
  readonly #partitions: Partitions;
  #rows: ReadonlyMap<ObjectId, TableRows> = new Map();
  #probed: readonly Probed[] = [];
  #sideEffects: SideEffects | null = null;
  #holding: ReadonlyMap<ObjectId, ForeignKey | null> | null = null;
  #steps = 0;
  #total = 1;

  constructor(session: ScratchSession, options: RunOptions) {
    this.#session = session;
    this.#options = options;
    this.#prober = new Prober(session, options.observer);
    this.#partitions = new Partitions(session, options.catalog);
    const { facts, pins, tenantRoles, sessionSettings } = options;
    this.contextOptions = { facts, pins, tenantRoles, configured: sessionSettings };
    this.beside = new BesideRun(this.#prober, { ...options, context: this.contextOptions }, this.findings);
  }

  get probed(): readonly Probed[] {
    return this.#probed;
  }

  holdsTenants(table: Table): boolean {
    this.#holding ??= holdingTables(this.#options);
    return this.#holding.has(table.id);
  }

  async run(): Promise<void> {
    const { catalog, facts, pins, work, roles } = this.#options;
    const holdsTenants = (table: Table) => this.holdsTenants(table);
    await this.#partitions.setApart();
    this.#rows = await fillWorlds(this.#session, { catalog, pins, facts, holdsTenants, work });
    for (const sql of this.#refresh()) await this.#session.query(sql).catch(() => []);
    this.beside.setRows([...this.#rows.values()]);
    this.#probed = [...(await this.#tables())];
    const sideEffects = new SideEffects(catalog, this.#probed);
    this.#sideEffects = sideEffects;
    this.#total = roles.length * this.#probed.length * 5;
    // First of all: once a setting was made, it is never again as if it had not been.
    for (const role of roles) await this.#asNobody(role);
    for (const role of roles) await this.#reads(role);
    await this.#dropForeignKeys();
    for (const role of roles) await this.#writes(role);
    for (const role of roles) await this.#control(role);
    for (const role of roles)
      await this.beside.run(role, this.#speaker(role), this.#withoutOther(), sideEffects, this.#probed);
  }

  async #tables(): Promise<readonly Probed[]> {
    const { catalog, coverage } = this.#options;
    const platform = platformObjectsOf(catalog);
    const found: Probed[] = [];
    for (const rows of this.#rows.values()) {
      const { table } = rows;
      const hasPolicies = lookupOf(catalog).childrenOf(table.schema, table.name).policy.length > 0;
      if (!this.holdsTenants(table) || (platform.of(table) !== null && !hasPolicies)) continue;
      const reach = coverage.tables.get(table.id)?.reach ?? null;
      found.push({ table, of: table, probes: this.#probesOf(rows, reach), reach, ofOneTenant: false });
      found.push(...(await this.#parts({ rows, of: table, reach, ofOneTenant: false })));
    }
    return found;
  }

  async #parts({
    rows,
    of,
    reach,
    ofOneTenant,
  }: Pick<Probed, 'of' | 'reach' | 'ofOneTenant'> & { readonly rows: TableRows }): Promise<readonly Probed[]> {
    const found: Probed[] = [];
    const isOne = ofOneTenant || this.#partitions.isListOfTenants(rows.table, this.#options.pins);
    for (const table of this.#partitions.of(rows.table)) {
      const inside = await this.#partitions.rowsIn(table, rows);
      found.push({ table, of, probes: this.#probesOf(inside, reach), reach, ofOneTenant: isOne });
      found.push(...(await this.#parts({ rows: inside, of, reach, ofOneTenant: isOne })));
    }
    return found;
  }

  #probesOf(rows: TableRows, reach: Reach | null): TableProbes {
    const { catalog, pins } = this.#options;
    const holdsTenants = (table: Table) => this.holdsTenants(table);
    const rowsOf = ({ schema, name }: { readonly schema: string; readonly name: string }) =>
      this.#rows.get(objectId('table', schema, name));
    return tableProbes(rows, {
      catalog,
      pins,
      reach,
      parentKey: this.#holding?.get(rows.table.id) ?? null,
      holdsTenants,
      rowsOf,
      observerIsHeld: !this.#options.observer.superuser,
    });
  }

  #speaker({ name }: ProbedRole, tenant: TenantName = 'a', persona?: Persona): Speaker {
    return { role: name, context: contextOf(tenant, name, this.contextOptions, persona?.assumed) };
  }

  async #asNobody(role: ProbedRole): Promise<void> {
    const speaker = { role: role.name, context: NOBODY };
    await this.#each(speaker, [], async ({ table, probes }) => {
      for (const got of await runAsNobody(this.#prober, probes)) this.findings.leaked(table.id, got, speaker);
    });
  }

  async #reads(role: ProbedRole): Promise<void> {
    const speaker = this.#speaker(role);
    await this.#each(speaker, [], async (probed) => {
      const { table, probes } = probed;
      const seen = await runReads(this.#prober, probes);
      this.#saw(table, seen, speaker);
      for (const got of seen.insert.own ? await refer(this.#prober, probes) : [])
        this.findings.leaked(table.id, got, speaker);
      for (const got of (await this.#sideEffects?.ofInsert(this.#prober, probed)) ?? [])
        this.findings.leaked(table.id, got, speaker);
    });
    await this.#asOther(role);
    await this.#afterMembership(role);
    await this.#personas(role, 'reads');
  }

  /** What holds for the one must hold for the other: comparisons may have a direction. */
  async #asOther(role: ProbedRole): Promise<void> {
    const speaker = this.#speaker(role, 'b');
    await this.#each(speaker, [], async ({ table, probes }) => {
      if (probes.isDirectory) return;
      const { error, rows } = await this.#prober.attempt(probes.read);
      const own = probes.rows.keys.get('a');
      const others = error ? 0 : rows.filter(({ k }) => own?.has(String(k))).length;
      if (others === 0) return;
      const message = `${othersRows(others)} ${wereSome(others)} read from ${probes.relation}.`;
      if (!this.findings.of(table.id, role.name).leaks.some(({ kind }) => kind === 'read'))
        this.findings.leaked(table.id, { kind: 'read', sql: `SELECT * FROM ${probes.relation}`, message }, speaker);
    });
  }

  async #afterMembership(role: ProbedRole): Promise<void> {
    const { catalog, facts, pins } = this.#options;
    const speaker = this.#speaker(role);
    for (const { says, sql } of formerMembers(catalog, facts, pins, ({ id }) => this.#rows.get(id))) {
      const before = [...this.#aside('off'), sql, ...this.#aside('on')];
      if (!(await this.#works(before))) continue;
      await this.#each(speaker, before, async ({ table, probes }) => {
        const { got } = await read(this.#prober, probes);
        const before = this.findings.of(table.id, role.name).leaks.some(({ kind }) => kind === 'read');
        if (got.length === 0 || before || facts.looked.has(table)) return;
        const message = `Rows of another tenant were read from ${probes.relation} by a person whose membership there has ended (${says}).`;
        this.findings.leaked(
          table.id,
          { kind: 'former-member', sql: `SELECT * FROM ${probes.relation}`, message },
          speaker,
          [sql],
        );
      });
    }
  }

  /** Tables whose policies ask for somebody else of the tenant: an admin, a second factor. */
  async #personas(role: ProbedRole, what: 'reads' | 'writes'): Promise<void> {
    const { catalog, facts, pins } = this.#options;
    const commands: readonly Command[] = what === 'reads' ? ['select', 'insert'] : ['update', 'delete'];
    for (const persona of personasOf(catalog, facts, pins, this.#rows.values())) {
      const open = this.#probed.filter(({ table }) => {
        const { seen } = this.findings.of(table.id, role.name);
        return commands.some((command) => {
          const known = seen.get(command);
          return known !== undefined && !known.own && !known.denied;
        });
      });
      if (open.length === 0) return;
      const before = persona.before.length > 0 ? [...this.#aside('off'), ...persona.before, ...this.#aside('on')] : [];
      if (before.length > 0 && !(await this.#works(before))) continue;
      const speaker = this.#speaker(role, 'a', persona);
      const moved = persona.before.length > 0;
      await this.#each(
        speaker,
        before,
        async ({ table, probes }) => {
          const own = moved ? await this.#rowsNow(probes) : probes;
          const seen = what === 'reads' ? await runReads(this.#prober, own) : await runWrites(this.#prober, own);
          const isMeant = Object.values(seen).some(({ got }) => got.length > 0) && !persona.counts;
          if (!isMeant) this.#saw(table, seen, speaker, persona.before);
        },
        open,
      );
    }
  }

  /** A row that was changed lies elsewhere. */
  async #rowsNow(probes: TableProbes): Promise<TableProbes> {
    const { seen } = await this.#prober.attempt('SELECT 1', probes.observe);
    const known = new Set([...probes.rows.keys.values()].flatMap((keys) => [...keys]));
    const fresh = (seen.at(-1) ?? [])
      .filter(({ k, other }) => !known.has(String(k)) && other !== true)
      .map(({ k }) => String(k));
    if (fresh.length === 0) return probes;
    const keys = new Map(probes.rows.keys);
    keys.set('a', new Set([...(keys.get('a') ?? []), ...fresh]));
    return { ...probes, rows: { ...probes.rows, keys } };
  }

  async #writes(role: ProbedRole): Promise<void> {
    const speaker = this.#speaker(role);
    // Who may write the tenants is told by grants: from those that were made up here nothing follows.
    const open = this.#probed.filter(({ probes }) => !(probes.isDirectory && role.granted));
    const write = async (probed: Probed) => {
      this.#saw(probed.table, await runWrites(this.#prober, probed.probes), speaker);
      for (const got of (await this.#sideEffects?.ofWrites(this.#prober, probed)) ?? [])
        this.findings.leaked(probed.table.id, got, speaker);
    };
    await this.#each(speaker, [], write, open);
    await this.#personas(role, 'writes');
    const nobody = { role: role.name, context: NOBODY };
    const writeAlone = async ({ table, probes }: Probed) => {
      const got = [...(await runAsNobody(this.#prober, probes)), ...(await writeAsNobody(this.#prober, probes))];
      for (const each of got) this.findings.leaked(table.id, each, nobody);
    };
    await this.#each(nobody, [], writeAlone, open);
  }

  /** The same with row security off: what is refused then, too, was never a matter of policies. */
  async #control(role: ProbedRole): Promise<void> {
    const off = this.#options.catalog.objects.table
      .filter(({ rowSecurity }) => rowSecurity)
      .map(({ schema, name }) => `ALTER TABLE ${quoteQualified(schema, name)} DISABLE ROW LEVEL SECURITY`);
    await this.#each(this.#speaker(role), off, async ({ table, probes }) => {
      const { control } = this.findings.of(table.id, role.name);
      const seen = { ...(await runReads(this.#prober, probes)), ...(await runWrites(this.#prober, probes)) };
      for (const [command, each] of Object.entries(seen)) control.set(command as Command, each);
    });
  }

  #saw(
    table: Table,
    seen: Readonly<Partial<Record<Command, Seen>>>,
    speaker: Speaker,
    before: readonly string[] = [],
  ): void {
    for (const [command, each] of Object.entries(seen))
      this.findings.saw(table.id, command as Command, each, speaker, before);
  }

  /** One transaction for all tables; each statement in it is undone by itself. */
  async #each(
    speaker: Speaker,
    before: readonly string[],
    use: (probed: Probed) => Promise<void>,
    only: readonly Probed[] = this.#probed,
  ): Promise<void> {
    const { work } = this.#options;
    if (only.length === 0) return;
    await this.#prober.as(speaker, before, async () => {
      for (const probed of only) {
        if (probed.ofOneTenant && this.#partitions.isOnlyFor(speaker.role, probed)) continue;
        work.signal.throwIfAborted();
        await use(probed);
        this.#steps += 1;
        const detail = `${probed.table.schema}.${probed.table.name} as ${speaker.role}`;
        work.report({ stage: 'isolation', detail, done: Math.min(this.#steps, this.#total), total: this.#total });
      }
    });
  }

  /** Whether the observer can do it at all. */
  async #works(statements: readonly string[]): Promise<boolean> {
    return this.#prober.asObserver([], async (prober) => {
      const { error } = await prober.attempt(`DO $raingauge$ BEGIN\n${statements.join(';\n')};\nEND $raingauge$`);
      return error === null;
    });
  }

  /** User triggers and FORCE stand in the observer's way. */
  #aside(way: 'off' | 'on'): readonly string[] {
    const { catalog, facts } = this.#options;
    return [...facts.looked].flatMap((table) => setAside(table, catalog).map((each) => each[way]));
  }

  async #dropForeignKeys(): Promise<void> {
    const { catalog } = this.#options;
    const statements = catalog.objects['foreign-key']
      .filter(({ inherited }) => !inherited)
      .map(({ schema, table, name }) => ({
        sql: `ALTER TABLE ${quoteQualified(schema, table)} DROP CONSTRAINT ${quoteIdent(name)}`,
      }));
    if (statements.length > 0) await this.#session.run(statements);
  }

  /** What takes the other tenant's rows away, for the observer. */
  #withoutOther(): readonly string[] {
    const { catalog } = this.#options;
    const tables = [...this.#rows.values(), ...this.#partitions.copies].filter(
      ({ keys }) => (keys.get('b')?.size ?? 0) > 0,
    );
    const aside = tables.flatMap(({ table }) => setAside(table, catalog));
    const deletes = tables.map(({ table, keys }) => {
      const list = [...(keys.get('b') ?? [])].map((key) => `'${key}'`).join(', ');
      return `DELETE FROM ${quoteQualified(table.schema, table.name)} WHERE ${ROW_KEY} IN (${list})`;
    });
    return [...aside.map(({ off }) => off), ...deletes, ...aside.map(({ on }) => on), ...this.#refresh()];
  }

  #refresh(): readonly string[] {
    return this.#options.catalog.objects['materialized-view'].flatMap(({ schema, name, owner }) =>
      this.#prober.withRightsOf(owner, [`REFRESH MATERIALIZED VIEW ${quoteQualified(schema, name)}`]),
    );
  }
}
