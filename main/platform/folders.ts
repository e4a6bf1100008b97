import envPaths from 'env-paths';

/** The folders of this machine that Raingauge writes to. Nothing else is written outside the project. */
export interface Folders {
  /** Settings, window state, and drafts that are being written. */
  readonly config: string;
  /** The judge's answers, the saved data directory, evaluated modules: safe to delete. */
  readonly cache: string;
  readonly log: string;
}

/** The platform's folders; `RAINGAUGE_HOME` puts all of them under one folder (portable use, tests). */
export function defaultFolders(environment: NodeJS.ProcessEnv = process.env): Folders {
  const home = environment.RAINGAUGE_HOME;
  if (home) return { config: `${home}/config`, cache: `${home}/cache`, log: `${home}/log` };
  const { config, cache, log } = envPaths('raingauge', { suffix: '' });
  return { config, cache, log };
}
