import type { IsolationProbe } from '#app/api';
import { type Catalog, lookupOf, quoteQualified, type View } from '#app/catalog';
import { effectivePolicy, roleNamed } from '#app/coverage';
import { quoteLiteral } from '#app/sql';
import { NOBODY, type SessionContext, settingStatements } from './context.ts';
import { isPermissionDenied, type Prober, type Speaker } from './prober.ts';
import type { Probed } from './run.ts';
import type { Got } from './run-table.ts';
import type { SideEffects } from './side-effects.ts';
import { type ViewWrites, viewWrites, type Write, type WriteCommand } from './view-writes.ts';

/** What one command on a view came to, for one role. */
export interface ViewWritten extends Pick<IsolationProbe, 'outcome' | 'why' | 'control'> {
  readonly command: WriteCommand;
  readonly got: readonly (Got & { readonly speaker: Speaker })[];
}

/** Bits of `pg_relation_is_updatable`: the numbers of the commands in `CmdType` (nodes/nodes.h). */
const EVENTS: Readonly<Record<WriteCommand, number>> = { update: 1 << 2, insert: 1 << 3, delete: 1 << 4 };
const COMMANDS = ['insert', 'update', 'delete'] as const satisfies readonly WriteCommand[];

const DOES: Readonly<Record<WriteCommand, readonly [own: string, other: string]>> = {
  insert: ['added', 'added'],
  update: ['changed', 'changed, or given to another tenant,'],
  delete: ['deleted', 'deleted'],
};

interface Control {
  /** Own rows are reached by somebody for whom no policy holds, in the tenant's session. */
  readonly own: ReadonlySet<WriteCommand>;
  /** The other tenant's, in a session of that tenant or of nobody. */
  readonly others: ReadonlySet<WriteCommand>;
}

interface Target {
  readonly view: View;
  readonly writes: ViewWrites;
  readonly commands: readonly WriteCommand[];
  readonly control: Control;
}

export interface ViewRunOptions {
  readonly catalog: Catalog;
  readonly probed: readonly Probed[];
  readonly sideEffects: SideEffects;
  /** The sessions of the tenant and of the other one, for those for whom no policy holds. */
  readonly contexts: { readonly own: SessionContext; readonly other: SessionContext };
}

/** Writes through views: those that PostgreSQL writes through itself, and those that triggers and rules write for. */
export class ViewRun {
  readonly #prober: Prober;
  readonly #options: ViewRunOptions;
  readonly #targets = new Map<View['id'], Target | null>();

  constructor(prober: Prober, options: ViewRunOptions) {
    this.#prober = prober;
    this.#options = options;
  }

  /** Empty where the view cannot be written. */
  async run(view: View, speaker: Speaker, free: readonly string[]): Promise<readonly ViewWritten[]> {
    const target = await this.#targetOf(view);
    if (!target) return [];
    const found: ViewWritten[] = [];
    for (const command of target.commands) found.push(await this.#command(target, command, speaker, free));
    return found;
  }

  async #targetOf(view: View): Promise<Target | null> {
    const known = this.#targets.get(view.id);
    if (known !== undefined) return known;
    const { catalog, probed } = this.#options;
    const writes = viewWrites(view, catalog, probed);
    const name = quoteQualified(view.schema, view.name);
    const [row] = writes
      ? await this.#prober.asObserver([], async (prober) => {
          const asked = `SELECT pg_catalog.pg_relation_is_updatable(${quoteLiteral(name)}::regclass, true) AS events`;
          return (await prober.attempt(asked)).rows;
        })
      : [];
    const events = Number(row?.events ?? 0);
    const commands = COMMANDS.filter((command) => (events & EVENTS[command]) !== 0);
    const target =
      writes && commands.length > 0 ? { view, writes, commands, control: await this.#control(writes, commands) } : null;
    this.#targets.set(view.id, target);
    return target;
  }

  async #control(writes: ViewWrites, commands: readonly WriteCommand[]): Promise<Control> {
    const { contexts, sideEffects } = this.#options;
    const reached = (context: SessionContext, which: 'own' | 'other', whose: 'own' | 'others') =>
      this.#prober.asObserver([...this.#prober.unheld, ...settingStatements(context)], async (prober) => {
        const found = new Set<WriteCommand>();
        for (const command of commands)
          for (const each of writes[command][which]) {
            const sql = typeof each === 'string' ? each : each.sql;
            if ((await sideEffects.written(prober, sql))[whose] > 0) found.add(command);
          }
        return found;
      });
    const own = await reached(contexts.own, 'own', 'own');
    const others = [await reached(NOBODY, 'other', 'others'), await reached(contexts.other, 'other', 'others')];
    return { own, others: new Set(others.flatMap((each) => [...each])) };
  }

  async #command(
    { view, writes, control }: Target,
    command: WriteCommand,
    speaker: Speaker,
    free: readonly string[],
  ): Promise<ViewWritten> {
    const isShown = control.others.has(command);
    const answer = (outcome: IsolationProbe['outcome'], why: string | null = null, got: ViewWritten['got'] = []) => ({
      command,
      outcome,
      why,
      control: isShown,
      got,
    });
    const statements = writes[command];
    const own = await this.#prober.as(speaker, free, (prober) => this.#first(prober, statements.own));
    if (own.denied) return answer('not-granted');
    const got = await this.#got(view, statements.other, speaker, free);
    if (got.length > 0) return answer('leaks', null, got);
    if (own.reached && isShown) return answer('held');
    if (!control.own.has(command))
      return answer('not-probed', `No made-up row is ${DOES[command][0]} through it by anybody${words(own.error)}.`);
    if (!own.reached && this.#isClosed(view, writes, command, speaker.role))
      return answer('closed', 'Policies of the tables behind it let nobody through.');
    const why = own.reached
      ? `No other tenant's row was ${DOES[command][1]} even where no policy holds, so a refusal shows nothing.`
      : `No row of the tenant's own could be ${DOES[command][0]} through it${words(own.error)}, so that others' could not shows nothing.`;
    // What writes only what it says itself cannot be told to write another tenant's.
    return own.reached && command === 'insert'
      ? answer('held', 'It takes no row of another tenant.')
      : answer('undecided', why);
  }

  async #first(prober: Prober, statements: readonly string[]) {
    let error: string | null = null;
    for (const sql of statements) {
      const written = await this.#options.sideEffects.written(prober, sql);
      if (written.error === null && written.own > 0) return { reached: true, denied: false, error: null };
      if (written.error && isPermissionDenied(written.error)) return { reached: false, denied: true, error: null };
      error ??= written.error?.message ?? null;
    }
    return { reached: false, denied: false, error };
  }

  async #got(
    view: View,
    statements: readonly Write[],
    speaker: Speaker,
    free: readonly string[],
  ): Promise<ViewWritten['got']> {
    const name = quoteQualified(view.schema, view.name);
    const tries: readonly (readonly [Speaker, readonly Write[]])[] = [
      [speaker, statements],
      [{ role: speaker.role, context: NOBODY }, statements.filter(({ kind }) => kind !== 'insert' && kind !== 'move')],
    ];
    const found: (Got & { readonly speaker: Speaker })[] = [];
    for (const [who, writes] of tries)
      await this.#prober.as(who, free, async (prober) => {
        for (const { kind, sql } of writes) {
          const { own, others } = await this.#options.sideEffects.written(prober, sql);
          const isNobody = who !== speaker;
          const rows = isNobody ? own + others : others;
          if (rows === 0) continue;
          const message = isNobody
            ? `With no tenant set, ${rows} rows of tenants were written through ${name}.`
            : `${rows === 1 ? 'A row' : `${rows} rows`} of another tenant ${rows === 1 ? 'was' : 'were'} written through ${name}.`;
          found.push({ kind: isNobody ? 'no-tenant' : kind, sql, message, speaker: who });
        }
      });
    const kinds = new Set<string>();
    return found.filter(({ kind }) => !kinds.has(kind) && kinds.add(kind));
  }

  /** As the role that tables behind the view are asked as. */
  #isClosed(view: View, { tables }: ViewWrites, command: WriteCommand, role: string): boolean {
    const { catalog } = this.#options;
    const acting = isInvokers(view) ? role : view.owner;
    if (
      acting === null ||
      !roleNamed(catalog, acting) ||
      lookupOf(catalog).childrenOf(view.schema, view.name).trigger.length > 0
    )
      return false;
    return tables.every((table) => {
      const { rows, check } = effectivePolicy(catalog, acting, table).commands[command];
      return (command === 'insert' ? check : rows)?.lets === 'none';
    });
  }
}

/** Whether the tables behind it are asked as whoever uses the view. */
export function isInvokers({ options }: View): boolean {
  return /^(true|on|yes|1)$/i.test(options.security_invoker ?? '');
}

function words(error: string | null): string {
  return error === null ? '' : `: ${error}`;
}
