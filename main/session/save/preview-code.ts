import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriftResult, PreviewedFile, SavePreview } from '#app/api';
import { type Catalog, lookupOf, type ObjectId, type Problem, parseObjectId, type Reading } from '#app/catalog';
import type { Rename } from '#app/compare';
import { composeGoal } from '#app/plan';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type EditedFile, editCode } from '#main/sources/code/edit/edit-code.ts';
import { RENAMED_IN_CODE } from '#main/sources/code/edit/rename-objects.ts';
import { onlySelected, openQuestions } from '../draft-between.ts';
import type { DraftTools } from '../make-draft.ts';
import type { DraftRequest } from '../requests.ts';
import { toPreview } from './preview-save.ts';
import { placeInside } from './write-files.ts';

export interface CodeTools extends DraftTools {
  /** Compares a reading of code with a source. */
  readonly compareCode: (code: Reading, to: string) => Promise<DriftResult>;
}

/**
 * The edits of the Drizzle sources that make the code say what `to` says, of what counts as drift and can be said in code. The
 * edited code is read again and compared with `to`: what is left is told.
 * @throws {Failure} `bad-input` where a question is open, or `to` is the code itself.
 */
export async function previewCode(
  { root, to, hints, ignore, only }: Pick<DraftRequest, 'root' | 'to' | 'hints' | 'ignore' | 'only'>,
  { project, resolve, read, compare, compareCode }: CodeTools,
  work: Work,
): Promise<SavePreview> {
  const target = resolve(to);
  if (target.how === 'code') {
    throw new Failure({
      code: 'bad-input',
      message: 'The code is what shall be matched, so nothing of it is edited.',
      remedy: 'Name the code first: draft code live --code makes the code say what the database is.',
    });
  }
  if (!project.drizzle) {
    throw new Failure({
      code: 'config-not-found',
      message: `No Drizzle project was found in ${project.root}, so there is no code to edit.`,
      remedy: 'Open a folder that holds drizzle.config.ts.',
    });
  }
  const all = await compare({ root, from: 'code', to, fresh: false, ignore, hints }, work);
  const drift = only ? onlySelected(all, only) : all;
  const [open] = [...drift.unread.filter(({ effect }) => effect === 'unread'), ...openQuestions(drift)];
  if (open) throw unfinished(open);
  const other = (await read(target, work)).catalog;
  const differences = drift.differences.filter(({ agreed }) => !agreed);
  const labels = { base: drift.from, other: drift.to };
  const { renames, refused } = codeRenames(drift, other);
  const edits = await editCode(project.drizzle, (base) => composeGoal({ base, other, differences, labels }), work, {
    renames,
  });
  const files = await Promise.all(edits.files.map((file) => asWritten(project.root, file)));
  const after = edits.files.length === 0 ? drift : await compareCode(edits.reading, to);
  const wanted = new Set(differences.filter(({ counts }) => counts).map(({ key }) => key));
  return toPreview(null, files, [...refused, ...edits.problems, ...left(after, wanted, edits.problems)]);
}

/** Accepted renames, as the code is to have them; those of kinds that code does not name are told. */
function codeRenames({ renames }: DriftResult, other: Catalog) {
  const found: Rename[] = [];
  const refused: Problem[] = [];
  for (const { kind, from, to } of renames) {
    const isBack = lookupOf(other).find(from) !== undefined;
    const [old, now] = (isBack ? [to, from] : [from, to]).map((id) => parseObjectId(id).parts);
    if (RENAMED_IN_CODE.has(kind) && old && now) found.push({ kind, from: old, to: now });
    else refused.push(notRenamed(kind, from, to));
  }
  return { renames: found, refused };
}

function notRenamed(kind: string, from: ObjectId, to: ObjectId): Problem {
  return {
    code: 'code-not-editable',
    effect: 'unread',
    message: `The code is not edited for the rename of ${kind} ${from} to ${to}: Drizzle’s sources do not say it by name.`,
    remedy: 'Rename it by hand; raingauge inspect code --usages lists where it is used.',
    object: to,
    origin: null,
    cause: null,
  };
}

function unfinished({ message, remedy, origin }: Problem): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The code is not edited yet: ${message}`,
    remedy: remedy ?? 'Correct it first.',
    origin,
  });
}

/** As the file stands on disk: in UTF-8, with its byte order mark where it has one. */
export async function asWritten(root: string, { path, before, after }: EditedFile): Promise<PreviewedFile> {
  await placeInside(root, path);
  const written = await readFile(join(root, path), 'utf8');
  if (written === before) return { path, role: 'code', content: after, before };
  if (written === `\uFEFF${before}`) return { path, role: 'code', content: `\uFEFF${after}`, before: written };
  throw new Failure({
    code: 'bad-input',
    message: `${path} is not written in UTF-8, or was changed while it was read, and is not edited.`,
    remedy: 'Save it as UTF-8, and try it again.',
    origin: { source: 'code', file: path },
  });
}

/** What still differs: said of each object once, and not of what was told to be out of reach. */
function left({ differences }: DriftResult, wanted: ReadonlySet<string>, told: readonly Problem[]): readonly Problem[] {
  const known = new Set(told.map(({ object }) => object));
  const rest = differences.filter(({ key, counts, object }) => counts && wanted.has(key) && !known.has(object));
  return rest.map(({ object, summary, class: kind }) => ({
    code: kind === 'unmanaged' ? 'not-sayable' : 'code-still-differs',
    effect: 'note',
    message: kind === 'unmanaged' ? `Drizzle has no words for it: ${summary}` : `It still differs: ${summary}`,
    remedy: kind === 'unmanaged' ? 'Keep it in a migration written by hand, or accept it.' : 'Edit it by hand.',
    object,
    origin: null,
    cause: null,
  }));
}
