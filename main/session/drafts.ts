import { join } from 'node:path';
import type {
  BaselineResult,
  DraftCompletions,
  DraftEffect,
  DraftHover,
  DraftLint,
  DriftResult,
  Saved,
  SavePreview,
} from '#app/api';
import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import type { Work } from '#main/platform/work.ts';
import type { FormattedSql } from '#main/sources/sql-file/format-sql.ts';
import type { TextHelp } from '#main/sources/sql-file/help-text.ts';
import type { TextLinter } from '#main/sources/sql-file/lint-text.ts';
import type { Remedy } from './audit/draft-findings.ts';
import type { DraftFindingsRequest } from './audits.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import type { DraftTools } from './make-draft.ts';
import type {
  BaselineRequest,
  CompareRequest,
  DraftAnswer,
  DraftRequest,
  SaveRemedyRequest,
  SaveRequest,
} from './requests.ts';
import type { KeptPreviews, SaveTools } from './save/save-draft.ts';

/** The use-cases of drafts. */
export interface Drafts {
  /** SQL that turns one source into another, tried on the shadow. */
  draft(request: DraftRequest, work: Work): Promise<DraftAnswer>;
  /** What should be known of a draft that is being written for a source. */
  lint(request: LintRequest, work: Work): Promise<DraftLint>;
  /** What may be written at a place of it. */
  complete(request: PlaceRequest, work: Work): Promise<{ readonly found: DraftCompletions | null }>;
  /** What the name at a place of it stands for. */
  describe(request: PlaceRequest, work: Work): Promise<{ readonly found: DraftHover | null }>;
  /** The same SQL laid out anew. */
  format(sql: string): Promise<FormattedSql>;
  /** Loads the linter and has it warm for whoever is about to write. Returns at once. */
  prepareLint(): void;
  /** What a written draft makes of a source. */
  effect(request: LintRequest, work: Work): Promise<DraftEffect>;
  /** Drafts that somebody edits, kept outside of the project. */
  keptDrafts(): Promise<KeptDrafts>;
  /** The files that a draft would be saved as. */
  previewSave(request: SaveRequest, work: Work): Promise<SavePreview>;
  /** The files that a draft of findings would be saved as: a migration, and the edits of the code that belong to it. */
  previewRemedy(request: SaveRemedyRequest, work: Work): Promise<SavePreview>;
  /** What marks migrations as applied on a database that Drizzle never migrated, where that is true. */
  baseline(request: BaselineRequest, work: Work): Promise<BaselineResult>;
  /** The edits of the code that make it say what a source says. */
  previewCode(request: DraftRequest, work: Work): Promise<SavePreview>;
  /** Writes what a preview, given by its id, has shown. @throws {Failure} `bad-input` where a file is another by now. */
  save(request: { readonly root: string; readonly preview: string }): Promise<Saved>;
}

export interface LintRequest {
  readonly root: string;
  /** The source whose schema the draft meets. */
  readonly source: string;
  readonly sql: string;
}

export interface PlaceRequest extends LintRequest {
  /** Characters (UTF-16) from the start of the text. */
  readonly at: number;
}

interface UsageTools {
  /** Where code uses its schema, or another one in its place. */
  readonly usages: (work: Work, reading?: Reading) => Promise<Usages>;
}

export interface DraftsOptions {
  /** Where drafts that are being written are kept, in a folder of their own. */
  readonly folder: string;
  readonly tools: (root: string) => Promise<Omit<DraftTools, 'compare'> & UsageTools>;
  /** `instead` is a reading that stands for the migrations, or for the code. */
  readonly compare: (request: CompareRequest, work: Work, instead?: Reading | null) => Promise<DriftResult>;
  /** A draft of findings, with what it leads to. */
  readonly remedy: (request: DraftFindingsRequest, work: Work) => Promise<Remedy>;
  /** Lets go of what was read of a project whose files are others now. */
  readonly changed: (root: string) => Promise<void>;
}

/** What a draft takes is loaded when the first is made. */
export function createDrafts({ tools, compare, remedy, changed, folder }: DraftsOptions): Drafts {
  let written: Promise<WrittenTools> | null = null;
  let kept: Promise<KeptDrafts> | null = null;
  let previews: Promise<KeptPreviews> | null = null;
  const keptPreviews = () => {
    previews ??= import('./save/save-draft.ts').then(({ createKeptPreviews }) => createKeptPreviews());
    return previews;
  };
  const writtenTools = () => {
    written ??= loadWrittenTools();
    return written;
  };
  return {
    async draft(request, work) {
      const [own, { makeDraft }] = await Promise.all([tools(request.root), import('./make-draft.ts')]);
      const { answer, drift } = await makeDraft(request, { ...own, compare }, work);
      if (!own.project.drizzle || !drift || drift.renames.length === 0 || answer.statements.length === 0) return answer;
      const [{ renameUses }, from, code] = await Promise.all([
        import('./rename-uses.ts'),
        own.read(own.resolve(request.from), work),
        own.read(own.resolve('code'), work),
      ]);
      const usages = (reading: Reading) => own.usages(work, reading);
      return { ...answer, renames: await renameUses({ renames: drift.renames, from: from.catalog, code, usages }) };
    },

    prepareLint() {
      if (written) return;
      const warm = async ({ lint }: WrittenTools) => (await import('./warm-linter.ts')).warmLinter(lint);
      // What goes wrong is told to whoever has a draft looked at.
      writtenTools()
        .then(warm, () => {})
        .catch(() => {});
    },

    async lint({ root, source, sql }, work) {
      const [{ lint }, own] = await Promise.all([writtenTools(), tools(root)]);
      const { catalog, statistics } = await own.read(own.resolve(source), work);
      return lint(sql, catalog, statistics);
    },

    async complete({ root, source, sql, at }, work) {
      const [{ help }, own] = await Promise.all([writtenTools(), tools(root)]);
      return { found: await help.complete(sql, at, (await own.read(own.resolve(source), work)).catalog) };
    },

    async describe({ root, source, sql, at }, work) {
      const [{ help }, own] = await Promise.all([writtenTools(), tools(root)]);
      return { found: await help.describe(sql, at, (await own.read(own.resolve(source), work)).catalog) };
    },

    async format(sql) {
      const { formatSql } = await import('#main/sources/sql-file/format-sql.ts');
      return formatSql(sql);
    },

    async effect({ root, source, sql }, work) {
      const [own, { writtenEffect }] = await Promise.all([tools(root), import('./prove-written.ts')]);
      return writtenEffect(sql, await own.read(own.resolve(source), work), { shadow: own.shadow, work });
    },

    keptDrafts() {
      kept ??= import('./kept-drafts.ts').then(({ createKeptDrafts }) => createKeptDrafts(join(folder, 'drafts')));
      return kept;
    },

    async previewSave(request, work) {
      const { root } = request;
      const [own, { previewDraft }] = await Promise.all([tools(root), import('./save/save-draft.ts')]);
      const compareWith: SaveTools['compareWith'] = (migrations, to) =>
        // What was renamed is renamed in the folder now.
        compare({ root, from: 'migrations', to, fresh: false, hints: [] }, work, migrations);
      return (await keptPreviews()).keep(root, await previewDraft(request, { ...own, compare, compareWith }, work));
    },

    async previewCode(request, work) {
      const { root } = request;
      const [own, { previewCode }] = await Promise.all([tools(root), import('./save/preview-code.ts')]);
      const compareCode = (code: Reading, to: string) =>
        compare({ root, from: 'code', to, fresh: false, hints: request.hints ?? [] }, work, code);
      return (await keptPreviews()).keep(root, await previewCode(request, { ...own, compare, compareCode }, work));
    },

    async previewRemedy({ name, ...request }, work) {
      const { root } = request;
      const [own, drafted, { previewRemedy }] = await Promise.all([
        tools(root),
        remedy(request, work),
        import('./save/preview-remedy.ts'),
      ]);
      return (await keptPreviews()).keep(root, await previewRemedy(drafted, { name, written: request.sql }, own, work));
    },

    async baseline(request, work) {
      const { root } = request;
      const [own, { makeBaseline }] = await Promise.all([tools(root), import('./save/baseline.ts')]);
      const compareWith = (migrations: Reading, to: string) =>
        compare({ root, from: 'migrations', to, fresh: false, hints: [] }, work, migrations);
      return makeBaseline(request, { ...own, compare, compareWith }, work);
    },

    async save({ root, preview }) {
      const saved = await (await keptPreviews()).save(root, preview);
      await changed(root);
      return saved;
    },
  };
}

interface WrittenTools {
  readonly lint: TextLinter;
  readonly help: TextHelp;
}

/** They share what was parsed. */
async function loadWrittenTools(): Promise<WrittenTools> {
  const [{ createTextLinter }, { createTextHelp }, { createTextWords }] = await Promise.all([
    import('#main/sources/sql-file/lint-text.ts'),
    import('#main/sources/sql-file/help-text.ts'),
    import('#main/sources/sql-file/text-words.ts'),
  ]);
  const wordsOf = createTextWords();
  return { lint: createTextLinter(wordsOf), help: createTextHelp(wordsOf) };
}
