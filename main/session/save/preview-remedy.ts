import type { DriftResult, PreviewedFile, SavePreview } from '#app/api';
import { applyEdits, type CatalogEdit } from '#app/audit';
import { type Catalog, lookupOf, type ObjectId, type Problem, parseObjectId, type Reading } from '#app/catalog';
import type { Rename as ObjectRename } from '#app/compare';
import type { Work } from '#main/platform/work.ts';
import { changesIn } from '#main/prove/catalog-difference.ts';
import { type CodeEdits, editCode } from '#main/sources/code/edit/edit-code.ts';
import type { CodeEnds, Remedy } from '../audit/draft-findings.ts';
import { compareJudged } from '../compare-judged.ts';
import { scopeFor } from '../compare-sources.ts';
import type { DraftTools } from '../make-draft.ts';
import { asWritten } from './preview-code.ts';
import { previewSave, toPreview } from './preview-save.ts';
import { countingIn, migrationsFolder } from './save-draft.ts';
import { verifySaved } from './verify-saved.ts';

export interface RemedyFiles {
  readonly name: string | undefined;
  /** What a person made of the draft: it is saved in its place. */
  readonly written: string | undefined;
}

type Tools = Omit<DraftTools, 'compare'>;

/**
 * What saving a draft of findings would write: the migration, with a snapshot of the code as it is edited along with it. Of a project
 * that has nothing but code, the edits alone: drizzle-kit makes the migration from them.
 * @throws {Failure} `bad-input` for a draft that failed when it was tried, code that cannot be read, a folder that cannot be added to.
 */
export async function previewRemedy(
  { drafted, from, to, edits, code: ownCode }: Remedy,
  { name, written }: RemedyFiles,
  tools: Tools,
  work: Work,
): Promise<SavePreview> {
  const { project, resolve, read, shadow } = tools;
  const { files: code, problems, overlay, reading } = await editsOfCode(edits, ownCode, tools, work);
  const isOfCode = from.source.kind === 'code';
  if (isOfCode || (drafted.statements.length === 0 && written === undefined))
    return toPreview(null, code, [...problems, ...(isOfCode && drafted.statements.length > 0 ? [codeAlone()] : [])]);
  const goal: Reading = { ...from, catalog: to };
  const compareWithGoal = (one: Reading) => compareReadings(one, goal, tools, work);
  const preview = await previewSave({
    project,
    drafted: { ...drafted, renameCandidates: [] },
    overlay,
    async only() {
      const elsewhere = countingIn(await compareWithGoal(reading ?? (await read(resolve('code'), work))));
      return new Set([...touchedBetween(from.catalog, to)].filter((id) => !elsewhere.has(id)));
    },
    name,
    written,
    verify: async (files) => {
      const folder = migrationsFolder(files);
      if (folder === null) return [];
      return verifySaved({ project, folder, files, shadow, compare: compareWithGoal, work });
    },
    work,
  });
  return toPreview(preview.tag, [...preview.files, ...code], [...preview.problems, ...problems]);
}

interface EditsOfCode extends Pick<CodeEdits, 'problems' | 'overlay'> {
  readonly files: readonly PreviewedFile[];
  /** The code as it would be read then; `null` where nothing of it is edited. */
  readonly reading: Reading | null;
}

/** Kinds whose name is a text in the code and nothing else: what is called by another name there is that object. */
const NAMED_IN_TEXT: ReadonlySet<string> = new Set([
  ...['index', 'check', 'unique', 'primary-key', 'foreign-key', 'policy'],
]);

/** The same edits in the Drizzle sources, as far as Drizzle has words for them, and those that are of the code alone. */
async function editsOfCode(
  edits: readonly CatalogEdit[],
  code: CodeEnds,
  { project, read, resolve }: Tools,
  work: Work,
): Promise<EditsOfCode> {
  const none = { files: [], problems: [], overlay: new Map<string, string>(), reading: null };
  if (!project.drizzle) return none;
  const all = [...edits, ...code.edits];
  const { columns, texts, refused } = renamesIn(all);
  const problems = refused.map(({ id, name }) => notRenamed(id, name));
  const others = [...all.filter(({ edit }) => edit !== 'rename'), ...texts];
  if (others.length + columns.length + code.remedies.length === 0) return { ...none, problems };
  const own = columns.length === 0 ? null : (await read(resolve('code'), work)).catalog;
  const renames = columns.filter(({ id }) => own && lookupOf(own).find(id)).map(({ rename }) => rename);
  const edited = await editCode(project.drizzle, (catalog) => applyEdits(catalog, others), work, {
    renames,
    remedies: code.remedies,
  });
  const files = await Promise.all(edited.files.map((file) => asWritten(project.root, file)));
  return {
    files,
    problems: [...problems, ...edited.problems],
    overlay: edited.overlay,
    reading: files.length === 0 ? null : edited.reading,
  };
}

type Rename = Extract<CatalogEdit, { edit: 'rename' }>;

function renamesIn(edits: readonly CatalogEdit[]) {
  const all = edits.filter((edit): edit is Rename => edit.edit === 'rename');
  const columns: { readonly id: ObjectId; readonly rename: ObjectRename }[] = [];
  const texts: Rename[] = [];
  const refused: Rename[] = [];
  for (const one of all) {
    const { kind, parts } = parseObjectId(one.id);
    const [schema = '', table = '', from = ''] = parts;
    if (kind === 'column')
      columns.push({ id: one.id, rename: { kind, from: [schema, table, from], to: [schema, table, one.name] } });
    else if (NAMED_IN_TEXT.has(kind)) texts.push(one);
    else refused.push(one);
  }
  return { columns, texts, refused };
}

/** Everything of which the two say something else, by its id. */
function touchedBetween(from: Catalog, to: Catalog): ReadonlySet<ObjectId> {
  const { made, changed, dropped } = changesIn(from, to);
  return new Set([...made, ...changed, ...dropped]);
}

async function compareReadings(
  from: Reading,
  to: Reading,
  { project, shadow }: Tools,
  work: Work,
): Promise<Pick<DriftResult, 'differences' | 'unread'>> {
  const options = { scope: scopeFor(project, [from, to]), migrations: undefined, asksNoRenames: true };
  const inputs = { from, to, options, kit: null, judge: shadow.name };
  const { comparison, failed } = await compareJudged(inputs, shadow, work);
  return { differences: comparison.differences, unread: [...failed, ...comparison.problems] };
}

function notRenamed(id: ObjectId, name: string): Problem {
  return {
    code: 'code-not-editable',
    effect: 'note',
    message: `The code is not edited for the rename of ${parseObjectId(id).kind} ${id} to ${name}: it still says the old name.`,
    remedy: 'Rename it in the code by hand; raingauge inspect code --usages lists where it is used.',
    object: id,
    origin: null,
    cause: null,
  };
}

function codeAlone(): Problem {
  return {
    code: 'code-alone',
    effect: 'note',
    message: 'Only code was audited, so there is no database and no folder that a migration could be drafted for.',
    remedy: 'Save the edits; drizzle-kit generate makes the migration from them.',
    object: null,
    origin: null,
    cause: null,
  };
}
