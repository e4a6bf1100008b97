import { createGivesBack } from '#main/platform/give-back.ts';
import type { Log } from '#main/platform/log.ts';
import { createRouter } from './router.ts';
import { createSession, type SessionOptions } from './session.ts';

export interface EngineOptions extends SessionOptions {
  readonly log: Log;
}

/** Milliseconds without work: then memory is given back, which takes longer than an answer may. */
const QUIET = 2_000;

/** The engine as the window sees it: a router for the contract. One per window; `close` ends its children. */
export function createEngine(options: EngineOptions) {
  const session = createSession({ ...options, staysWarm: true });
  return { router: createRouter(session, options.log, createGivesBack(QUIET)), close: () => session.close() };
}

export type Engine = ReturnType<typeof createEngine>;
