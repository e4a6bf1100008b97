import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { PreviewedFile } from '#app/api';
import { Failure, messageOf } from '#main/platform/failure.ts';

/** Stands for files with their contents and for what they replace. */
export function previewId(files: readonly PreviewedFile[]): string {
  const parts = files.map(({ path, content, before }) => [path, content, before]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Writes all of the files or none: each is laid beside its place first, and put there only while what it replaces is what
 * was seen. What fails midway is taken back.
 * @throws {Failure} `bad-input` where a file is another than it was, or lies outside the project.
 */
export async function writeFiles(root: string, files: readonly PreviewedFile[]): Promise<void> {
  const places = await Promise.all(files.map(async (file) => ({ file, path: await placeInside(root, file.path) })));
  for (const place of places) await requireUnchanged(place);
  const made: string[] = [];
  const done: Place[] = [];
  const laid = places.map((place) => ({ ...place, beside: `${place.path}.${randomUUID()}.tmp` }));
  try {
    for (const { file, path, beside } of laid) {
      const first = await mkdir(dirname(path), { recursive: true });
      if (first !== undefined) made.push(first);
      await writeFile(beside, file.content, { flag: 'wx' });
    }
    for (const place of laid) {
      await put(place);
      done.push(place);
    }
  } catch (error) {
    for (const place of done.reverse()) await takeBack(place).catch(() => {});
    throw error instanceof Failure ? error : unwritable(root, error);
  } finally {
    await Promise.all(laid.map(({ beside }) => rm(beside, { force: true }).catch(() => {})));
    if (done.length < places.length) for (const folder of made.reverse()) await removeEmpty(folder);
  }
}

interface Place {
  readonly file: PreviewedFile;
  /** Absolute. */
  readonly path: string;
}

/** A file's absolute place. Links on the way are followed first: what they lead out of the project is refused. */
export async function placeInside(root: string, path: string): Promise<string> {
  const wanted = resolve(root, path);
  const realRoot = await realpath(root);
  const refuse = () =>
    new Failure({
      code: 'bad-input',
      message: `${path} lies outside the project, and nothing is written there.`,
      remedy:
        'Let `out` and `schema` of drizzle.config.ts name folders inside the project, or open the folder above it.',
    });
  if (!isInside(resolve(root), wanted)) throw refuse();
  let folder = wanted;
  for (;;) {
    const real = await realpath(folder).catch(() => null);
    if (real !== null) {
      if (!isInside(realRoot, real) && real !== realRoot) throw refuse();
      return folder === wanted ? real : join(real, relative(folder, wanted));
    }
    folder = dirname(folder);
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !isAbsolute(way) && !/^\.\.[/\\]/.test(way);
}

async function requireUnchanged({ file, path }: Place): Promise<void> {
  const now = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (now !== file.before) throw changed(file);
}

function changed({ path, before }: PreviewedFile): Failure {
  return new Failure({
    code: 'bad-input',
    message:
      before === null
        ? `${path} is there by now, and is not overwritten.`
        : `${path} was changed meanwhile, and is not overwritten.`,
    remedy: 'Look at the preview again: it takes in what is there now.',
  });
}

/** A new file by a link, which is refused where there is one by now; another by a rename, right after a last look. */
async function put({ file, path, beside }: Place & { readonly beside: string }): Promise<void> {
  if (file.before !== null) {
    await requireUnchanged({ file, path });
    await rename(beside, path);
    return;
  }
  try {
    await link(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw changed(file);
    // Some file systems have no links.
    await writeFile(path, file.content, { flag: 'wx' });
  }
}

async function takeBack({ file, path }: Place): Promise<void> {
  if (file.before === null) await rm(path, { force: true });
  else await writeFile(path, file.before);
}

async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => {});
}

function unwritable(root: string, error: unknown): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The draft could not be saved in ${root}: ${messageOf(error)}. What was written of it was taken back.`,
    remedy: 'Make the folder writable, and look at the preview again.',
    cause: error,
  });
}
