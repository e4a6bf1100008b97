import { ORPCError } from '@orpc/client';
import type {
  DriftResult,
  ErrorData,
  Progress,
  ProjectSummary,
  RenameDecision,
  Settings,
  WaiverInput,
  WatchEvent,
} from '#app/api';
import type { Reading } from '#app/catalog';
import type { Client, Connection, Engine } from '#renderer/client';
import { madeUpAudits } from './made-up-audit.ts';
import { madeUpCatalog } from './made-up-catalog.ts';
import { madeUpDrafts } from './made-up-draft.ts';
import { changedDrift, DRIFT_SCENARIOS, madeUpDrift } from './made-up-drift.ts';
import { appliedIn, madeUpMigrations } from './made-up-migrations.ts';
import { madeUpTriple, withDecisions, withWaivers } from './made-up-triple.ts';

const PROJECT: ProjectSummary = {
  root: '/home/me/projects/events-planner',
  name: 'events-planner',
  isSample: true,
  sources: [
    {
      name: 'code',
      source: { kind: 'code', label: 'code' },
      available: true,
      reason: null,
      where: 'src/db/schema/*.ts',
    },
    {
      name: 'migrations',
      source: { kind: 'migrations', label: 'migrations' },
      available: false,
      reason: 'The folder drizzle/ has no migrations. Run drizzle-kit generate, or set `out` in drizzle.config.ts.',
      where: 'drizzle',
    },
    {
      name: 'live',
      source: { kind: 'live', label: 'live' },
      available: true,
      reason: null,
      where: 'postgres://app_reader@localhost:5432/events',
    },
  ],
  tenant: { root: null, columns: [], excused: [] },
  migrationsTable: { schema: 'drizzle', table: '__drizzle_migrations' },
  shadow: 'embedded',
  problems: [],
};

/** The project of a scenario: with migrations where it is about them. */
function projectOf(scenario: string): ProjectSummary {
  if (scenario === 'draft-on-server') return { ...PROJECT, shadow: 'server' };
  if (!scenario.startsWith('migrations') && !scenario.startsWith('three')) return PROJECT;
  const sources = PROJECT.sources.map((entry) =>
    entry.name === 'migrations' ? { ...entry, available: true, reason: null } : entry,
  );
  return { ...PROJECT, sources };
}

/** What was said of renames in this window. */
const decisions = new Map<string, RenameDecision>();
const waivers = new Map<string, WaiverInput | null>();
let comparisons = 0;

/** Of the scenario `changing` every comparison finds something else than the one before. */
function compared(scenario: string, from: string, to: string): DriftResult {
  comparisons += 1;
  if (scenario.startsWith('three')) return withWaivers(withDecisions(madeUpTriple(from, to), decisions), waivers);
  const name = DRIFT_SCENARIOS.find((known) => known === scenario) ?? 'normal';
  const result = madeUpDrift(name, from, to);
  return scenario === 'changing' && comparisons > 1 ? changedDrift(result) : result;
}

const REFUSED: ErrorData = {
  code: 'connection-refused',
  message: 'No server answers at localhost:5432, the address of the live database.',
  remedy: 'Start the server, or set DATABASE_URL in .env to one that runs.',
  origin: { source: 'code', file: 'drizzle.config.ts', line: 8, column: 5 },
  cause: 'connect ECONNREFUSED 127.0.0.1:5432',
};

async function* work<T>(stages: readonly string[], result: T, forever: boolean): AsyncGenerator<Progress, T, void> {
  for (const stage of stages) {
    for (let done = 0; done <= 400; done += 80) {
      yield { stage, detail: '', done, total: 400 };
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
  }
  if (forever) {
    yield { stage: 'columns', detail: 'public.guests', done: 120, total: 400 };
    await new Promise(() => {});
  }
  return result;
}

function readingOf(name: string, scenario: string): Reading {
  if (name === 'migrations') return madeUpMigrations(scenario);
  const kind = name === 'live' ? 'live' : 'code';
  const copies = scenario === 'many' ? 43 : 1;
  return {
    source: { kind, label: name },
    catalog: madeUpCatalog(kind, copies),
    report:
      name === 'code'
        ? [
            {
              code: 'module-replaced',
              effect: 'replaced',
              message: 'node:crypto was replaced by an inert stand-in in src/db/schema/users.ts.',
              remedy: null,
              object: null,
              origin: { source: 'code', file: 'src/db/schema/users.ts', line: 1 },
              cause: null,
            },
          ]
        : scenario === 'partial'
          ? UNREAD
          : [],
    ...(kind === 'live' ? appliedIn(scenario) : {}),
    ...(kind === 'code'
      ? {
          code: {
            drizzleVersion: '0.45.4',
            configFile: 'drizzle.config.ts',
            files: ['src/db/schema/guests.ts'],
            casing: null,
            relations: [],
            docs: [],
            types: [],
            exports: [{ object: 'table:public.guests', name: 'guestsTable' }],
            exported: [],
            columnKeys: [],
            missingEnvironment: [],
          },
        }
      : {}),
  };
}

const UNREAD: Reading['report'] = ['billing', 'reports'].map((schema) => ({
  code: 'permission-denied',
  effect: 'unread',
  message: `The functions of schema ${schema} could not be read: permission denied.`,
  remedy: `Grant USAGE on schema ${schema} to app_reader.`,
  object: null,
  origin: null,
  cause: null,
}));

const SHADOW_FAILED: ErrorData = {
  code: 'shadow-failed',
  message: 'The shadow database could not be started.',
  remedy: 'Try again; if it fails again, delete the cache folder.',
  origin: null,
  cause: 'RuntimeError: memory access out of bounds',
};

/** An engine that answers from made-up data. `scenario` is what the README of this folder lists. */
export function madeUpEngine(scenario: string, theme: Settings['theme']): Engine {
  const settings: Settings = {
    theme,
    recentProjects: ['/home/me/projects/events-planner', '/home/me/projects/shop'],
    editor: null,
  };
  const fail = (error: ErrorData) => Promise.reject(new ORPCError('FAILED', { data: error }));
  const client = {
    app: {
      info: async () => ({ version: '0.1.0', host: 'web', platform: 'linux' }),
      settings: async () => settings,
      saveSettings: async (part: Partial<Settings>) => ({ ...settings, ...part }),
    },
    project: {
      open: ({ path }: { path: string | null }) => {
        if (scenario === 'project-failed' || path?.includes('nowhere')) {
          return fail({
            code: 'project-not-found',
            message: `There is no folder ${path ?? '/home/me/projects/gone'}.`,
            remedy: 'Check the path, or open another project.',
            origin: null,
            cause: 'ENOENT: no such file or directory',
          });
        }
        return Promise.resolve(projectOf(scenario));
      },
    },
    source: {
      read: ({ source }: { source: string }) =>
        ((scenario === 'failed' || scenario === 'three-failed') && source === 'live') ||
        (scenario === 'migrations-failed' && source === 'migrations')
          ? fail(REFUSED)
          : Promise.resolve(
              work(
                ['tables', 'columns'],
                scenario === 'empty'
                  ? { ...readingOf(source, scenario), catalog: emptyOf() }
                  : readingOf(source, scenario),
                scenario === 'loading' || (scenario === 'migrations-loading' && source === 'migrations'),
              ),
            ),
    },
    drift: {
      waive: async ({ key, waiver }: { key: string; waiver: WaiverInput | null }) => {
        waivers.set(key, waiver);
      },
      decideRename: async ({ hint, decision }: { hint: string; decision: RenameDecision }) => {
        decisions.set(hint, decision);
      },
      compare: ({ from, to }: { from: string; to: string }): Promise<AsyncGenerator<Progress, DriftResult, void>> =>
        scenario === 'drift-failed'
          ? fail(SHADOW_FAILED)
          : Promise.resolve(work(['asking the judge'], compared(scenario, from, to), scenario === 'drift-loading')),
    },
    audit: madeUpAudits(
      scenario,
      () => fail(SHADOW_FAILED),
      (result, forever) => work(['rules'], result, forever),
    ),
    draft: madeUpDrafts(scenario),
    watch: { changes: async () => watchEvents(scenario) },
    file: {
      excerpt: async ({ file, line }: { file: string; line: number }) => ({
        file,
        firstLine: Math.max(1, line - 4),
        language: 'typescript',
        text: EXCERPT,
      }),
      openInEditor: async () => {},
    },
    log: { statements: async () => statements() },
  };
  return { client: client as unknown as Client, connection: connection(scenario) };
}

const EXCERPT = Array.from({ length: 24 }, (_, index) =>
  index === 4 ? "  email: text('email').notNull(), // who is invited" : `  column${index}: text('column_${index}'),`,
).join('\n');

function emptyOf() {
  const { catalogVersion, server } = madeUpCatalog('code');
  return { ...madeUpCatalog('code', 0), catalogVersion, server };
}

/** Of the scenario `changing`, the code changes once what was read is shown. */
async function* watchEvents(scenario: string): AsyncGenerator<WatchEvent> {
  yield { kind: 'watching', source: 'code', everyMilliseconds: null };
  if (scenario === 'watch-trouble') yield { kind: 'trouble', source: 'live', error: REFUSED };
  else yield { kind: 'watching', source: 'live', everyMilliseconds: 2_000 };
  if (scenario === 'changing') {
    yield { kind: 'changed', source: 'code', files: ['src/db/schema/guests.ts'], at: 1_795_200_000_000 };
  }
  await new Promise(() => {});
}

async function* statements() {
  for (let index = 0; index < 6; index += 1) {
    yield {
      at: 1_795_200_000_000 + index * 900,
      source: 'live',
      sql: 'SELECT c.oid, c.relname, c.relrowsecurity\nFROM pg_catalog.pg_class c\nJOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
      milliseconds: 3.4 + index,
      rows: 41 + index,
      error: null,
    };
  }
  await new Promise(() => {});
}

function connection(scenario: string): Connection {
  const state = { status: scenario === 'lost' ? ('lost' as const) : ('open' as const), epoch: 1, attempts: 2 };
  return {
    getState: () => state,
    subscribe: () => () => {},
    link: { call: () => Promise.reject(new Error('unused')) },
    retry: () => {},
  };
}
