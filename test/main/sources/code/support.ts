import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { type ReadCodeOptions, readCode } from '#main/sources/code/read-code.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export function fixture(...parts: readonly string[]): string {
  return join(repository, 'test/fixtures/code', ...parts);
}

/** The folder of an installed drizzle-orm by its alias. */
export function drizzleFolder(alias: string): string {
  return join(repository, 'node_modules', alias);
}

/** Reads a folder without the environment of this machine. */
export async function readFolder(root: string, options: ReadCodeOptions = {}): Promise<Reading> {
  return readCode(await findDrizzleProject(root, { environment: {} }), UNWATCHED, options);
}

/** A project without a config. */
export function projectOf(root: string, schemaFiles: readonly string[]): DrizzleProject {
  return {
    root,
    configFile: null,
    schema: null,
    schemaFiles,
    out: 'drizzle',
    dialect: 'postgresql',
    schemaFilter: null,
    tablesFilter: [],
    casing: null,
    roles: { all: false, include: [], exclude: [], provider: null },
    migrations: { table: '__drizzle_migrations', schema: 'drizzle', prefix: 'index', breakpoints: true },
    credentials: null,
    problems: [],
    missingEnvironment: [],
  };
}

/** Writes files into a folder of its own, with nothing installed in or above it, and removes it afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<T>,
  copyFrom?: string,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'raingauge-code-'));
  try {
    if (copyFrom !== undefined) await cp(copyFrom, root, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
