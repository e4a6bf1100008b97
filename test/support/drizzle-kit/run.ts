import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kitProgram, type Line, lineOf, linkModules } from './lines.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The SQL that `drizzle-kit export` prints for a project folder: what Drizzle itself says the code means. It pays no heed
 * to `casing` (drizzle-kit 0.31.11); {@link generateProject} does.
 * @throws where drizzle-kit exits with an error; the message carries what it printed.
 */
export async function exportProject(root: string): Promise<string> {
  return runDrizzleKit(root, ['export'], repository);
}

/**
 * The statements of the first migration that `drizzle-kit generate` writes for a project, made in a copy of the folder by
 * the drizzle-kit of the project's line.
 */
export async function generateProject(root: string): Promise<readonly string[]> {
  const make = async (copy: string) => {
    await cp(root, copy, { recursive: true });
    const before = new Set(await sqlFiles(copy));
    const printed = await runDrizzleKit(copy, ['generate']);
    const [file] = (await sqlFiles(copy)).filter((name) => !before.has(name));
    if (file === undefined) throw new Error(`drizzle-kit generate wrote no migration for ${root}: ${printed}`);
    return (await readFile(path.join(copy, file), 'utf8')).split('--> statement-breakpoint');
  };
  return withProjectFolder({}, make, lineOf(root));
}

/**
 * Runs `drizzle-kit generate` in a folder that sees its packages, and gives the statements of the migration that it wrote;
 * none where it found nothing to write.
 * @throws where it ends with an error, as 1.0 does where it would have to ask; the message carries what it printed.
 */
export async function generateAgain(root: string): Promise<readonly string[]> {
  const before = new Set(await sqlFiles(root));
  await runDrizzleKit(root, ['generate']);
  const [file] = (await sqlFiles(root)).filter((name) => !before.has(name) && name !== 'live.sql');
  if (file === undefined) return [];
  const text = await readFile(path.join(root, file), 'utf8');
  return text.split('--> statement-breakpoint').map((statement) => statement.trim());
}

async function sqlFiles(root: string): Promise<readonly string[]> {
  return (await readdir(root, { recursive: true })).filter(
    (name) => name.endsWith('.sql') && !name.startsWith('node_modules'),
  );
}

/** Runs a command of drizzle-kit in a folder; what it printed. @throws where it exits with an error. */
export async function runDrizzleKit(root: string, args: readonly string[], modules = root): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [kitProgram(modules), ...args], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return stdout;
}

/** Writes a project into a throw-away folder that sees the packages of its line, and removes it afterwards. */
export async function withProjectFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Promise<T>,
  line: Line = 0,
): Promise<T> {
  const root = await mkdtemp(path.join(tmpdir(), 'raingauge-project-'));
  try {
    await linkModules(root, line);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
