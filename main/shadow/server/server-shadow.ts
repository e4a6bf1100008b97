import type { Answers } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { type AnswerStore, createAnswerStore } from '../answer-store.ts';
import { buildInShadow, type LostStatements, scratchInShadow } from '../build.ts';
import { deparseInShadow } from '../deparse.ts';
import type { Shadow } from '../shadow.ts';
import { ServerLink, type ServerLinkOptions } from './server-link.ts';

export interface ServerShadowOptions extends ServerLinkOptions {
  /** Where the judge's answers are kept. Safe to delete at any time. */
  readonly cacheFolder: string;
}

/**
 * A throw-away PostgreSQL on a real server: databases named `raingauge_shadow_…`, made and dropped here. Nothing is connected
 * before it is used.
 */
export function createServerShadow(options: ServerShadowOptions): Shadow {
  const link = new ServerLink(options);
  const lost: LostStatements = new Map();
  const stores = new Map<string, AnswerStore>();

  /** Answers are those of one version. */
  async function store(signal: AbortSignal): Promise<AnswerStore> {
    const { version } = await link.facts(signal);
    const known = stores.get(version) ?? createAnswerStore(options.cacheFolder, `postgresql-${version}`);
    stores.set(version, known);
    return known;
  }

  return {
    get name() {
      return link.called;
    },
    // It runs already.
    prepare: () => {},
    async known(): Promise<Answers> {
      // A server that cannot be reached has answered nothing; what is asked of it then says why.
      const answers = await store(UNWATCHED.signal).catch(() => null);
      return answers ? answers.read() : new Map();
    },
    deparse: async (questions, work) =>
      deparseInShadow({ link, answers: await store(work.signal), standsIn: false }, questions, work),
    build: (input, use, work) => buildInShadow({ link, lost }, input, use, work),
    scratch: (input, use, work) => scratchInShadow({ link, lost }, input, use, work),
    standsIn: false,
    lacking: async (extensions, work) => link.lacking(extensions, work.signal),
    close: () => link.close(),
  };
}
