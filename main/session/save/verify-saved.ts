import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DriftResult, PreviewedFile } from '#app/api';
import type { Problem, Reading } from '#app/catalog';
import { toErrorData } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { Shadow } from '#main/shadow/shadow.ts';
import { readMigrations } from '#main/sources/migrations/read-migrations.ts';
import type { Project } from '../project.ts';

export interface VerifyInput {
  readonly project: Project;
  /** The migrations folder, project-relative. */
  readonly folder: string;
  readonly files: readonly PreviewedFile[];
  readonly shadow: Shadow;
  /** Compares what the folder comes to with what the draft leads to. */
  readonly compare: (migrations: Reading) => Promise<Pick<DriftResult, 'differences' | 'unread'>>;
  readonly work: Work;
}

/** How many objects are named. */
const MOST_NAMED = 8;

/**
 * Replays the migrations with the new one among them, in a copy of their folder, and holds the result against the target:
 * what a database that is built from the migrations would have otherwise is said before anything is saved.
 */
export async function verifySaved(input: VerifyInput): Promise<readonly Problem[]> {
  const copy = await mkdtemp(join(tmpdir(), 'raingauge-save-'));
  try {
    const { reading, result } = await replayCopy(copy, input);
    const own = new Set(input.files.map(({ path }) => path));
    const failed = reading.report.filter(({ origin, effect }) => effect !== 'note' && own.has(origin?.file ?? ''));
    return [...failed, ...remaining(result)];
  } catch (error) {
    if (input.work.signal.aborted) throw error;
    const { code, message, remedy, origin, cause } = toErrorData(error);
    return [
      {
        code,
        effect: 'unread',
        message: `The saved migrations could not be replayed: ${message}`,
        remedy,
        object: null,
        origin,
        cause,
      },
    ];
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function replayCopy(copy: string, { project, folder, files, shadow, compare, work }: VerifyInput) {
  const there = join(project.root, folder);
  if (existsSync(there)) await cp(there, join(copy, folder), { recursive: true });
  for (const { path, content } of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), content);
  }
  const before = typeof project.config.shadow === 'object' ? project.config.shadow : {};
  const reading = await readMigrations({ root: project.root, folder, from: copy, shadow, work, before });
  return { reading, result: await compare(reading) };
}

function remaining({ differences, unread }: Pick<DriftResult, 'differences' | 'unread'>): readonly Problem[] {
  const objects = [...new Set(differences.filter(({ counts }) => counts).map(({ object }) => object))];
  const lost = unread.filter(({ effect }) => effect === 'unread');
  if (objects.length === 0) return lost;
  const named = objects.slice(0, MOST_NAMED).join(', ');
  const more = objects.length > MOST_NAMED ? ` and ${objects.length - MOST_NAMED} more` : '';
  return [
    ...lost,
    {
      code: 'migrations-still-differ',
      effect: 'note',
      message: `A database built from the migrations would still differ from the target in ${named}${more}.`,
      remedy: 'Draft from migrations to have them lead there, or from what is left.',
      object: objects[0] ?? null,
      origin: null,
      cause: null,
    },
  ];
}
