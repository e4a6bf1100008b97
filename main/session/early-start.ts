import type { Work } from '#main/platform/work.ts';
import { askAhead } from './ask-ahead.ts';
import { type LoadedProject, loadSettings, type ProjectSettings } from './project.ts';
import { createReadingState, type ReadingState } from './reading-state.ts';

/**
 * What is begun before there is a session: a database whose address is given is asked while what compares is still being
 * loaded. The session takes it over.
 */
export interface EarlyStart {
  readonly state: ReadingState;
  /** What was read of the folder, once: whoever asks again wants to know what it says by then. */
  settingsOf(root: string): Promise<ProjectSettings> | undefined;
  /** Tells the readings under way whose project they are read for. */
  belongsTo(loaded: LoadedProject): void;
  /** Lets go of what nobody took over. */
  close(): void;
}

export interface StartEarlyOptions {
  readonly root: string;
  /** The sources as they were named. */
  readonly names: readonly string[];
  /** Stands for the live database in place of the project's own. */
  readonly liveUrl: string | undefined;
  readonly statistics: boolean;
  readonly report: Work['report'];
}

/** Resolves when the databases are being connected to, at once where none is given. What fails is told by the reading. */
export async function startEarly({ root, names, report, ...options }: StartEarlyOptions): Promise<EarlyStart> {
  const stop = new AbortController();
  const state = createReadingState();
  // Whoever takes over reads the code and gives it back.
  if (names.includes('code')) state.rightOfWay.take();
  const settings = loadSettings(root);
  let untaken: Promise<ProjectSettings> | undefined = settings;
  let isTaken = false;
  let take: (loaded: LoadedProject) => void = () => {};
  let letGo: (reason: unknown) => void = () => {};
  const taken = new Promise<LoadedProject>((resolve, reject) => {
    take = resolve;
    letGo = reject;
  });
  taken.catch(() => {});
  await new Promise<void>((connecting) => {
    const work: Work = {
      signal: stop.signal,
      report: (progress) => {
        if (!isTaken) report(progress);
        connecting();
      },
    };
    askAhead({
      ...options,
      names,
      loaded: { settings, project: async () => (await taken).project() },
      state,
      work,
    }).then(connecting, connecting);
  });
  return {
    state,
    settingsOf(asked) {
      if (asked !== root) return undefined;
      const first = untaken;
      untaken = undefined;
      return first;
    },
    belongsTo(loaded) {
      isTaken = true;
      take(loaded);
    },
    close() {
      state.rightOfWay.giveBack();
      stop.abort();
      // A reading that waits to hear of the project would wait for ever, and whoever closes for its connection.
      letGo(stop.signal.reason);
    },
  };
}
