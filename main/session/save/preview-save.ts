import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreviewedFile, SavePreview } from '#app/api';
import type { ObjectId, Problem } from '#app/catalog';
import { kitLine } from '#app/kit';
import { renderDown } from '#app/plan';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { type CodeSnapshot, readCodeSnapshot } from '#main/sources/code/read-snapshot.ts';
import { type MigrationFolder, readMigrationFolder } from '#main/sources/migrations/folder.ts';
import { migrationSql } from '#main/sources/migrations/write/migration-sql.ts';
import { newMigration } from '#main/sources/migrations/write/new-migration.ts';
import type { Wanted } from '#main/sources/migrations/write/wanted.ts';
import { writtenSql } from '#main/sources/migrations/write/written-sql.ts';
import { NO_WAY_BACK } from '../draft-between.ts';
import { kitVersion } from '../kit-version.ts';
import type { Project } from '../project.ts';
import type { DraftAnswer } from '../requests.ts';
import { draftName } from './draft-name.ts';
import { placeInside, previewId } from './write-files.ts';

export interface PreviewInput {
  readonly project: Project;
  readonly drafted: DraftAnswer;
  /** Of which objects the new snapshot tells what the code says, the others being as they were; `null`: of all. */
  readonly only: () => Promise<ReadonlySet<ObjectId> | null>;
  /** Texts of the code as it will be, by absolute path: the snapshot is of them. */
  readonly overlay?: ReadonlyMap<string, string> | undefined;
  readonly name: string | undefined;
  /** What a person made of the draft: it is saved in its place. */
  readonly written?: string | undefined;
  /** What the folder would come to with these files, beside the target; `null` where that cannot be said. */
  readonly verify: (files: readonly PreviewedFile[]) => Promise<readonly Problem[]>;
  readonly work: Work;
}

/**
 * The files that a draft would be saved as: a migration in the project's own layout, with the snapshot that drizzle-kit would
 * write of what the code says. Nothing is written.
 * @throws {Failure} `bad-input` for a draft that is open or failed when it was tried, and for a folder that cannot be added to.
 */
export async function previewSave(input: PreviewInput): Promise<SavePreview> {
  const { drafted, written, work } = input;
  requireTried(drafted, written !== undefined);
  const drizzle = requireDrizzle(input.project);
  const { breakpoints } = drizzle.migrations;
  const sql =
    written === undefined
      ? migrationSql(drafted.statements, drafted.down, breakpoints)
      : { ...(await writtenSql(written, breakpoints)), down: wayBackOf(drafted) };
  if (sql.migration === '') return toPreview(null, [], [nothing()]);
  const folder = await folderOf(drizzle);
  const code = await readCodeSnapshot(drizzle, work, { overlay: input.overlay });
  const wanted = await wantedOf(input, code);
  const made = newMigration({
    folder,
    out: drizzle.out,
    wanted,
    sql,
    name: draftName(drafted.statements, input.name),
    prefix: drizzle.migrations.prefix,
    breakpoints,
    now: Date.now(),
    newId: randomUUID(),
    journalText: await textOf(drizzle.root, `${folder?.folder ?? drizzle.out}/meta/_journal.json`),
  });
  const files = await Promise.all(
    made.files.map(async (file) => {
      await placeInside(drizzle.root, file.path);
      return { ...file, before: await textOf(drizzle.root, file.path) };
    }),
  );
  const taken = files.find(({ role, before }) => role !== 'journal' && before !== null);
  if (taken) throw occupied(taken.path);
  const noBack = drafted.problems.filter(({ code }) => code === NO_WAY_BACK);
  return toPreview(made.tag, files, [...made.problems, ...noBack, ...byHand(files), ...(await input.verify(files))]);
}

/** What is lost on it stands in it; what the text loses is not known to have been anybody's wish. */
function wayBackOf({ statements, down }: DraftAnswer): string | null {
  return down && renderDown(statements, down);
}

export function toPreview(
  tag: string | null,
  files: readonly PreviewedFile[],
  problems: readonly Problem[],
): SavePreview {
  return { schemaVersion: 1, id: previewId(files), tag, files, problems };
}

/** What a person wrote instead is tried when the migrations are replayed with it. */
function requireTried({ problems, faults }: DraftAnswer, isWritten: boolean): void {
  const open = problems.find(({ effect }) => effect === 'unread');
  const [fault] = isWritten ? [] : faults;
  if (!open && !fault) return;
  throw new Failure({
    code: 'bad-input',
    message: open
      ? `The draft is not finished: ${open.message}`
      : `The draft failed when it was tried: ${fault?.object} ${fault?.message}.`,
    remedy: open?.remedy ?? 'A draft that does not lead to its target is not saved; print it, and correct it by hand.',
  });
}

function requireDrizzle({ drizzle, root }: Project): DrizzleProject {
  if (drizzle) return drizzle;
  throw new Failure({
    code: 'config-not-found',
    message: `No Drizzle project was found in ${root}, so there is no folder to save a migration in.`,
    remedy: 'Open a folder that holds drizzle.config.ts.',
  });
}

/** `null` where there is no migration yet. */
async function folderOf({ root, out }: DrizzleProject): Promise<MigrationFolder | null> {
  if (!existsSync(join(root, out))) return null;
  return readMigrationFolder(root, out).catch((error: unknown) => {
    if (error instanceof Failure && error.data.code === 'source-not-available') return null;
    throw error;
  });
}

async function wantedOf({ project, only }: PreviewInput, code: CodeSnapshot): Promise<Wanted> {
  const version = await kitVersion(project.root);
  const kit = kitLine(version, code.drizzleVersion);
  if (kit.isOne !== code.major >= 1) {
    throw new Failure({
      code: 'bad-input',
      message: `The project has drizzle-kit ${kit.name} and drizzle-orm ${code.drizzleVersion}, which do not belong together.`,
      remedy: 'Install drizzle-kit and drizzle-orm of one line.',
    });
  }
  return { kit, version: snapshotVersion(version), code: code.value, only: await only(), problems: [] };
}

/** Version 9 came with rc.5; whoever says `1.0.0-rc.4` or a beta writes 8. */
function snapshotVersion(kit: string | null): string | null {
  const [, stage, number] = /1\.0\.0-(beta|rc)\.?(\d+)?/.exec(kit ?? '') ?? [];
  if (stage === undefined) return null;
  return stage === 'rc' && Number(number ?? 0) >= 5 ? '9' : '8';
}

function byHand(files: readonly PreviewedFile[]): readonly Problem[] {
  return files
    .filter(({ role }) => role === 'by-hand')
    .map(({ path, content }) => ({
      code: 'by-hand',
      effect: 'note',
      message: `${path} has to be run by hand. ${content.split('\n')[0]?.replace(/^-- By hand, (before|after) the migration\. /, '') ?? ''}`,
      remedy: path.includes('before')
        ? 'Run it on each database before the migration.'
        : 'Run it on each database after the migration, outside of a transaction.',
      object: null,
      origin: { source: 'migrations', file: path },
      cause: null,
    }));
}

function nothing(): Problem {
  return {
    code: 'nothing-to-save',
    effect: 'note',
    message: 'There is nothing to save: the two are the same.',
    remedy: null,
    object: null,
    origin: null,
    cause: null,
  };
}

function occupied(path: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `${path} is there already and belongs to no migration that was read.`,
    remedy: 'Move it away, or give the migration another name.',
    origin: { source: 'migrations', file: path },
  });
}

export async function textOf(root: string, path: string): Promise<string | null> {
  return readFile(join(root, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}
