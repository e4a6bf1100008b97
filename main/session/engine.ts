import type { Log } from '#main/platform/log.ts';
import { createRouter } from './router.ts';
import { createSession, type SessionOptions } from './session.ts';

export interface EngineOptions extends SessionOptions {
  readonly log: Log;
}

/** The engine as the window sees it: a router for the contract. One per window; `close` ends its children. */
export function createEngine(options: EngineOptions) {
  const session = createSession({ ...options, staysWarm: true });
  return { router: createRouter(session, options.log), close: () => session.close() };
}

export type Engine = ReturnType<typeof createEngine>;
