import type { GraphNotes, RenameDecision, SavedView, TableNote, WaiverInput } from '#app/api';
import type { ObjectId } from '#app/catalog';
import type { ProjectConfig } from './config-schema.ts';

/** What a person says of a project and its configuration keeps. */
export interface Answers {
  /** Remembers what was said of a rename candidate; `hint` is its own. */
  decideRename(request: {
    readonly root: string;
    readonly hint: string;
    readonly decision: RenameDecision;
  }): Promise<void>;
  /** Remembers that a difference, given by its key, is accepted, or no more. */
  waive(request: { readonly root: string; readonly key: string; readonly waiver: WaiverInput | null }): Promise<void>;
  graphNotes(root: string): Promise<GraphNotes>;
  /** Keeps a view under its name, in place of the one of that name; `null` lets the named one go. */
  saveView(request: {
    readonly root: string;
    readonly name: string;
    readonly view: SavedView | null;
  }): Promise<GraphNotes>;
  /** Keeps what is said of a table; nothing said takes it out. */
  annotate(request: { readonly root: string; readonly table: ObjectId; readonly note: TableNote }): Promise<GraphNotes>;
}

export interface AnswersOptions {
  readonly configOf: (root: string) => Promise<ProjectConfig>;
  /** Writes into the project's configuration, one after the other. */
  readonly writeSettings: (root: string, write: () => Promise<void>) => Promise<void>;
}

export function createAnswers({ configOf, writeSettings }: AnswersOptions): Answers {
  const graphNotes = async (root: string): Promise<GraphNotes> => {
    const { views = [], tables = {} } = await configOf(root);
    return { views, tables };
  };
  return {
    async decideRename({ root, hint, decision }) {
      const { decideRename } = await import('./decide-rename.ts');
      await writeSettings(root, () => decideRename(root, hint, decision));
    },

    async waive({ root, key, waiver }) {
      const [{ writeWaiver }, { DRIFT_RULE }] = await Promise.all([
        import('./write-waiver.ts'),
        import('./waive-differences.ts'),
      ]);
      await writeSettings(root, () => writeWaiver(root, { rule: DRIFT_RULE, object: key }, waiver));
    },

    graphNotes,

    async saveView({ root, name, view }) {
      const { writeView } = await import('./write-graph-notes.ts');
      await writeSettings(root, () => writeView(root, name, view));
      return graphNotes(root);
    },

    async annotate({ root, table, note }) {
      const { writeTableNote } = await import('./write-graph-notes.ts');
      await writeSettings(root, () => writeTableNote(root, table, note));
      return graphNotes(root);
    },
  };
}
