import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ErrorData, StatementLogEntry } from '#app/api';
import { toErrorData } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Project } from '../project.ts';
import type { ResolvedSource } from '../resolve-source.ts';

export type DatabaseSource = Extract<ResolvedSource, { readonly how: 'database' }>;

export interface WatchDatabaseOptions {
  readonly source: DatabaseSource;
  readonly drizzle: Project['drizzle'];
  /** Milliseconds between the end of a look and the next. */
  readonly every: number;
  /** The change token of the last reading; `undefined` where there is none. */
  readonly known: () => string | undefined;
  readonly signal: AbortSignal;
  readonly log: (entry: StatementLogEntry) => void;
  readonly onWatching: () => void;
  readonly onChanged: () => void;
  readonly onTrouble: (error: ErrorData) => void;
}

/** After failures the pauses grow up to this, in milliseconds. */
const LONGEST_PAUSE = 30_000;

/**
 * Asks a database now and then whether its schema or its list of applied migrations changed, over one read-only
 * connection that stays open between the looks and holds no transaction then. Ends when `signal` aborts.
 */
export async function watchDatabase(options: WatchDatabaseOptions): Promise<void> {
  const { signal, every } = options;
  const state = new LookState(options);
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await lookAgainAndAgain(options, state, () => {
        failures = 0;
      });
    } catch (error) {
      if (signal.aborted) return;
      state.failed(toErrorData(error));
    }
    await pause(Math.min(every * 2 ** failures, Math.max(LONGEST_PAUSE, every)), signal);
  }
}

async function lookAgainAndAgain(options: WatchDatabaseOptions, state: LookState, onLooked: () => void): Promise<void> {
  const { source, drizzle, signal, every } = options;
  const [{ withLiveConnection }, { readChangeToken }, { readAppliedMigrations }] = await Promise.all([
    import('#main/sources/live/connect.ts'),
    import('#main/sources/live/change-token.ts'),
    import('#main/sources/live/applied-migrations.ts'),
  ]);
  const work: Work = { signal, report: () => {} };
  const log = (entry: StatementLogEntry) => state.sent.push(entry);
  await withLiveConnection(source, { work, log }, async (look) => {
    for (;;) {
      const seen = await look(async (session) => {
        const token = await readChangeToken(session);
        if (!drizzle) return { token, applied: '' };
        const { schema, table } = drizzle.migrations;
        return { token, applied: digest(await readAppliedMigrations(session, { schema, name: table })) };
      });
      onLooked();
      state.saw(seen);
      await pause(every, signal);
      if (signal.aborted) return;
    }
  });
}

interface Seen {
  readonly token: string;
  readonly applied: string;
}

/** What was seen last, and what was said of it. */
class LookState {
  private readonly options: WatchDatabaseOptions;
  private last: Seen | null = null;
  private trouble: string | null = null;
  private said = false;
  /** The statements of the look that is under way. */
  readonly sent: StatementLogEntry[] = [];
  private logged: StatementLogEntry | null = null;

  constructor(options: WatchDatabaseOptions) {
    this.options = options;
  }

  saw(seen: Seen): void {
    this.writeLog();
    if (!this.said || this.trouble !== null) this.options.onWatching();
    this.said = true;
    this.trouble = null;
    const before = this.last ?? { token: this.options.known() ?? seen.token, applied: seen.applied };
    this.last = seen;
    // Somebody may have read it meanwhile.
    const isUnread = before.token !== seen.token && this.options.known() !== seen.token;
    if (isUnread || before.applied !== seen.applied) this.options.onChanged();
  }

  private writeLog(): void {
    const entry = asOne(this.sent.splice(0), this.logged);
    if (!entry) return;
    this.logged = entry;
    this.options.log(entry);
  }

  failed(error: ErrorData): void {
    this.writeLog();
    const trouble = `${error.code} ${error.message}`;
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.options.onTrouble(error);
  }
}

/** The statements of one look as one entry, which counts how often it was the same. */
function asOne(sent: readonly StatementLogEntry[], former: StatementLogEntry | null): StatementLogEntry | null {
  const last = sent.at(-1);
  if (!last) return null;
  const sql = sent.map((entry) => entry.sql).join(';\n');
  const error = sent.find((entry) => entry.error !== null)?.error ?? null;
  const isSame = former !== null && former.sql === sql && former.error === null && error === null;
  const milliseconds = sent.reduce((sum, entry) => sum + entry.milliseconds, 0);
  const times = isSame ? (former.times ?? 1) + 1 : 1;
  return { at: last.at, source: last.source, sql, milliseconds, rows: null, error, times };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}
