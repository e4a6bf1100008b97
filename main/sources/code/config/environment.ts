import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'dotenv';

/** The variables that a config sees. */
export interface ConfigEnvironment {
  /** The process's own over the `.env` that drizzle-kit loads before the config. */
  readonly given: Readonly<Record<string, string>>;
  /** What the other usual files have: it counts where the config loads no file of its own that says otherwise. */
  readonly otherwise: Readonly<Record<string, string>>;
}

const OTHER_FILES = ['.env.local', '.env.development.local', '.env.development'];

/**
 * The environment of a config: files are looked for beside the config, then at the root. drizzle-kit loads `.env` itself
 * (0.31: its command starts with `dotenv/config`); the others are what frameworks load.
 */
export function configEnvironment(
  root: string,
  configFile: string,
  own: Readonly<Record<string, string | undefined>>,
): ConfigEnvironment {
  const folders = [...new Set([dirname(join(root, configFile)), root])];
  const merged = (names: readonly string[]) =>
    folders
      .flatMap((folder) => names.map((name) => readVariables(join(folder, name))))
      .reduceRight((weaker, stronger) => Object.assign(weaker, stronger), {} as Record<string, string>);
  return { given: { ...merged(['.env']), ...defined(own) }, otherwise: merged(OTHER_FILES) };
}

/** What a `.env` file says; nothing where it is not there or cannot be read. */
export function readVariables(file: string): Readonly<Record<string, string>> {
  try {
    return existsSync(file) ? parse(readFileSync(file)) : {};
  } catch {
    // A folder of that name, or a file that may not be read, gives nothing.
    return {};
  }
}

function defined(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
