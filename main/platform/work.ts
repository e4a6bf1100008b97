import type { Progress } from '#app/api';

/** What every long piece of work is handed: whom to tell, and when to stop. */
export interface Work {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Work that nobody watches and nobody stops. */
export const UNWATCHED: Work = { signal: new AbortController().signal, report: () => {} };
