import type { DriftResult, PreviewedFile, Saved, SavePreview } from '#app/api';
import type { ObjectId, Reading } from '#app/catalog';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import { type DraftTools, makeDraft } from '../make-draft.ts';
import type { SaveRequest } from '../requests.ts';
import { previewSave } from './preview-save.ts';
import { verifySaved } from './verify-saved.ts';
import { writeFiles } from './write-files.ts';

export interface SaveTools extends DraftTools {
  /** Compares a reading of migrations with a source. */
  readonly compareWith: (migrations: Reading, to: string) => Promise<DriftResult>;
}

/** What saving a draft would write. */
export async function previewDraft(request: SaveRequest, tools: SaveTools, work: Work): Promise<SavePreview> {
  const { project, resolve, shadow, compareWith, compare } = tools;
  const { name, ...wanted } = request;
  const { answer, drift } = await makeDraft(wanted, tools, work);
  const { root, to, only } = request;
  const toCode = resolve(to).how === 'code';
  return previewSave({
    project,
    drafted: answer,
    async only() {
      if (toCode && only === undefined) return null;
      if (toCode) return touchedBy(drift, new Set());
      return touchedBy(drift, countingIn(await compare({ root, from: 'code', to, fresh: false }, work)));
    },
    name,
    written: wanted.sql,
    verify: async (files) => {
      const folder = migrationsFolder(files);
      if (folder === null) return [];
      return verifySaved({
        project,
        folder,
        files,
        shadow,
        compare: (reading) => compareWith(reading, to),
        work,
      });
    },
    work,
  });
}

/** Objects of which two sources say something else. */
export function countingIn({ differences }: Pick<DriftResult, 'differences'>): ReadonlySet<ObjectId> {
  return new Set(differences.filter(({ counts }) => counts).map(({ object }) => object));
}

/** The objects of what was drafted, by both of their names, without those of which the code says something else. */
function touchedBy(drift: DriftResult | null, elsewhere: ReadonlySet<ObjectId>): ReadonlySet<ObjectId> {
  const counting = drift?.differences.filter(({ counts, agreed }) => counts && !agreed) ?? [];
  const ids = counting.flatMap(({ object, names, renameOf }) => [
    object,
    ...Object.values(names ?? {}),
    ...(typeof renameOf === 'string' ? [renameOf] : []),
  ]);
  return new Set(ids.filter((id) => !elsewhere.has(id)));
}

/** Where the migration among the files stands; `null` where there is none. */
export function migrationsFolder(files: readonly PreviewedFile[]): string | null {
  const journal = files.find(({ role }) => role === 'journal');
  if (journal) return journal.path.replace(/\/meta\/_journal\.json$/, '');
  const migration = files.find(({ role }) => role === 'migration');
  return migration?.path.replace(/\/[^/]+\/migration\.sql$/, '') ?? null;
}

/** How many previews are kept: each window looks at one. */
const MOST_KEPT = 8;

/** Previews that may still be saved, by their id. */
export interface KeptPreviews {
  keep(root: string, preview: SavePreview): SavePreview;
  /** @throws {Failure} `bad-input` for one that nobody was shown, or that is long gone. */
  save(root: string, id: string): Promise<Saved>;
}

export function createKeptPreviews(): KeptPreviews {
  const kept = new Map<string, SavePreview>();
  return {
    keep(root, preview) {
      kept.delete(`${root}\0${preview.id}`);
      kept.set(`${root}\0${preview.id}`, preview);
      for (const key of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(key);
      return preview;
    },
    async save(root, id) {
      const preview = kept.get(`${root}\0${id}`);
      if (!preview) {
        throw new Failure({
          code: 'bad-input',
          message: 'Only what was shown can be saved, and this preview is not known.',
          remedy: 'Look at the preview again.',
        });
      }
      await writeFiles(root, preview.files);
      kept.delete(`${root}\0${id}`);
      return { schemaVersion: 1, files: preview.files.map(({ path }) => path) };
    },
  };
}
