import type { ErrorData, ProjectSummary } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Client } from '#renderer/client';
import { createStores, OVERLAYS, parseHash, type SourceState, type Stores } from '#renderer/stores';

export interface Wishes {
  readonly readings: ReadonlyMap<string, Reading>;
  readonly overlay: string | null;
  readonly state: string | null;
}

const OPEN = { status: 'open', epoch: 1, attempts: 0 } as const;

/** Stores over readings that are there already; nothing can be asked of the engine. */
export function madeUpStores({ readings, overlay, state }: Wishes): Stores {
  const stores = createStores(
    {
      client: noClient(),
      connection: {
        getState: () => OPEN,
        subscribe: () => () => {},
        link: { call: () => Promise.reject(new Error('There is no engine here.')) },
        retry: () => {},
      },
    },
    parseHash(window.location.hash) ?? undefined,
  );
  stores.sources.getState().reset(projectOf(readings));
  const states = Object.fromEntries([...readings].map(([name, reading]) => [name, stateOf(state, reading)]));
  stores.sources.setState({ states, shown: readings.has('live') ? 'live' : ([...readings.keys()][0] ?? '') });
  const wanted = OVERLAYS.find((known) => known === overlay);
  if (wanted) stores.overlay.getState().set(wanted);
  return stores;
}

function projectOf(readings: ReadonlyMap<string, Reading>): ProjectSummary {
  return {
    root: '/home/me/projects/events-planner',
    name: 'events-planner',
    isSample: true,
    sources: [...readings].map(([name, { source }]) => ({ name, source, available: true, reason: null, where: null })),
    tenant: { root: null, columns: [], excused: [] },
    migrationsTable: { schema: 'drizzle', table: '__drizzle_migrations' },
    shadow: 'embedded',
    problems: [],
  };
}

const REFUSED: ErrorData = {
  code: 'connection-refused',
  message: 'No server answers at localhost:5432, the address of the live database.',
  remedy: 'Start the server, or set DATABASE_URL in .env to one that runs.',
  origin: null,
  cause: 'connect ECONNREFUSED 127.0.0.1:5432',
};

function stateOf(state: string | null, reading: Reading): SourceState {
  switch (state) {
    case 'loading':
      return { status: 'loading', progress: { stage: 'columns', detail: '', done: 120, total: 400 }, previous: null };
    case 'failed':
      return { status: 'failed', error: REFUSED, previous: null };
    case 'stale':
      return { status: 'failed', error: REFUSED, previous: reading };
    case 'unavailable':
      return {
        status: 'unavailable',
        reason: 'No address is known. Set DATABASE_URL, or dbCredentials in drizzle.config.ts.',
      };
    case 'idle':
      return { status: 'idle' };
    default:
      return { status: 'ready', reading };
  }
}

function noClient(): Client {
  const refuse = () => Promise.reject(new Error('There is no engine here.'));
  return new Proxy({}, { get: () => new Proxy(refuse, { get: () => refuse }) }) as unknown as Client;
}
