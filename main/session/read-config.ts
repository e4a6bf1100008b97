import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { CONFIG_FILE } from './config-file.ts';
import { configProblem } from './config-problem.ts';
import type { ProjectConfig } from './config-schema.ts';

/** What `raingauge.config.json` says. Parts that are wrong are left out and named in `problems`. */
export interface ReadConfig {
  readonly config: ProjectConfig;
  readonly problems: readonly Problem[];
}

/** Reads `raingauge.config.json` of a project; a project without one has an empty config and no problem. */
export async function readConfig(root: string): Promise<ReadConfig> {
  let text: string;
  try {
    text = await readFile(join(root, CONFIG_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { config: {}, problems: [] };
    return { config: {}, problems: [configProblem(`${CONFIG_FILE} could not be read.`, null, messageOf(error))] };
  }
  const { parseConfig } = await import('./parse-config.ts');
  return parseConfig(text);
}
