import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/codeAction/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/diffEditor/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/lineSelection/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
// The feature of this name is for suggestions in grey only.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { tokenColour } from './colours.ts';
import { SQL_CONFIGURATION, SQL_GRAMMAR } from './sql-grammar.ts';
import { onThemeChange } from './theme.ts';

/**
 * Monaco, loaded when an editor is first drawn; `monaco-sql-editor.ts` is the part that edits. It takes the editor's core, the diff, two
 * tokenizers and what helps whoever writes; the language services (and their workers) stay out. All features are registered here:
 * Monaco makes their services once, with the first editor, and those that come later are unknown to it.
 */
self.MonacoEnvironment = { getWorker: () => new EditorWorker() };

const THEME = 'raingauge';

const TOKENS = [
  ['keyword', '--code-keyword'],
  ['operator', '--muted'],
  ['delimiter', '--muted'],
  ['string', '--code-string'],
  ['number', '--code-number'],
  ['predefined', '--code-number'],
  ['type', '--code-type'],
  ['type.identifier', '--code-type'],
  ['comment', '--code-comment'],
] as const;

function defineTheme(): void {
  const isDark = document.documentElement.dataset.theme === 'dark';
  const foreground = (name: string) => tokenColour(name).slice(1, 7);
  monaco.editor.defineTheme(THEME, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: foreground('--text') },
      ...TOKENS.map(([token, colour]) => ({ token, foreground: foreground(colour) })),
    ],
    colors: {
      'editor.background': tokenColour('--surface'),
      'editor.foreground': tokenColour('--text'),
      'editorLineNumber.foreground': tokenColour('--faint'),
      'editorLineNumber.activeForeground': tokenColour('--text'),
      'editorLineNumber.dimmedForeground': tokenColour('--faint'),
      'editorGutter.background': tokenColour('--surface'),
      'editor.lineHighlightBackground': tokenColour('--hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': tokenColour('--selected'),
      'editorIndentGuide.background1': tokenColour('--line'),
      'editorWidget.background': tokenColour('--raised'),
      'editorWidget.border': tokenColour('--line-strong'),
      'diffEditor.insertedLineBackground': tokenColour('--diff-added'),
      'diffEditor.insertedTextBackground': tokenColour('--diff-added-text'),
      'diffEditor.removedLineBackground': tokenColour('--diff-removed'),
      'diffEditor.removedTextBackground': tokenColour('--diff-removed-text'),
      'diffEditor.diagonalFill': tokenColour('--line'),
      'diffEditor.border': tokenColour('--line'),
      'diffEditor.unchangedCodeBackground': '#00000000',
      'diffEditor.unchangedRegionShadow': '#00000000',
      'diffEditor.unchangedRegionBackground': tokenColour('--sunken'),
      'diffEditor.unchangedRegionForeground': tokenColour('--muted'),
      'scrollbarSlider.background': `${tokenColour('--muted').slice(0, 7)}40`,
      'scrollbarSlider.hoverBackground': `${tokenColour('--muted').slice(0, 7)}66`,
      'scrollbarSlider.activeBackground': `${tokenColour('--muted').slice(0, 7)}80`,
      // Brackets keep the colour of what they belong to: colour is spent on meaning.
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, tokenColour('--muted')]),
      ),
      focusBorder: tokenColour('--focus'),
    },
  });
  monaco.editor.setTheme(THEME);
}

monaco.languages.register({ id: 'pgsql' });
monaco.languages.setLanguageConfiguration('pgsql', SQL_CONFIGURATION);
monaco.languages.setMonarchTokensProvider('pgsql', SQL_GRAMMAR);

defineTheme();
onThemeChange(defineTheme);

export const COMMON: monaco.editor.IEditorOptions = {
  readOnly: true,
  domReadOnly: true,
  automaticLayout: true,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 12,
  lineHeight: 18,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  renderLineHighlight: 'none',
  lineDecorationsWidth: 8,
  lineNumbersMinChars: 3,
  overviewRulerLanes: 0,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  contextmenu: false,
  // The native edit context carries no accessible name; the text area that stands in for it does.
  editContext: false,
  guides: { indentation: false },
  stickyScroll: { enabled: false },
  padding: { top: 8, bottom: 8 },
  // Panels are narrow and SQL is wide: what matters of a policy stands at the end of its line.
  wordWrap: 'on',
  wrappingIndent: 'indent',
};

export type CodeLanguage = 'pgsql' | 'typescript' | 'plaintext';

/** A handle may be told something after it was disposed of, by what was scheduled before; it does nothing then. */
export interface DiffHandle {
  /** Shows the texts, at the change that is about the word; at the first one where there is none. */
  set(original: string, modified: string, about: DiffAbout): void;
  layout(sideBySide: boolean): void;
  dispose(): void;
}

export interface DiffAbout {
  /** What the two texts are called for those who hear them. */
  readonly original: string;
  readonly modified: string;
  readonly word: string | null;
}

/** Two read-only texts beside each other, with what differs marked and long equal parts folded away. */
export function createDiff(element: HTMLElement, language: CodeLanguage): DiffHandle {
  const editor = monaco.editor.createDiffEditor(element, {
    ...COMMON,
    originalEditable: false,
    renderSideBySide: true,
    diffWordWrap: 'on',
    useInlineViewWhenSpaceIsLimited: false,
    renderOverviewRuler: false,
    renderIndicators: true,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    hideUnchangedRegions: { enabled: true, contextLineCount: 4, minimumLineCount: 6 },
    ignoreTrimWhitespace: false,
    diffAlgorithm: 'advanced',
  });
  // A text has a name before it is there: who lists the fields of the window finds no nameless one.
  let labels = { original: 'Text on the left', modified: 'Text on the right' };
  // The diff editor forgets the labels it was given at every change of its options: they are set on its two editors.
  const name = () => {
    editor.getOriginalEditor().updateOptions({ ariaLabel: labels.original });
    editor.getModifiedEditor().updateOptions({ ariaLabel: labels.modified });
  };
  name();
  let texts = modelsOf('', '', language);
  let compared = editor.createViewModel(texts);
  let shown: monaco.IDisposable | null = null;
  let isGone = false;
  editor.setModel(compared);
  // The editor lets go of what it showed in its own time: when the next comparison is there, it has.
  const retired: (() => void)[] = [];
  editor.onDidUpdateDiff(() => {
    for (const letGo of retired.splice(0)) letGo();
  });
  /** Of what is shown now. A comparison that is not given up fails once its texts are gone, and only who made it can give it up. */
  const release = () => {
    const [view, models] = [compared, texts];
    return () => {
      view.dispose();
      models.original.dispose();
      models.modified.dispose();
    };
  };
  return {
    set: (before, after, { word, ...called }) => {
      if (isGone) return;
      if (called.original !== labels.original || called.modified !== labels.modified) {
        labels = called;
        name();
      }
      shown?.dispose();
      if (texts.original.getValue() === before && texts.modified.getValue() === after) {
        revealChange(editor, word);
        return;
      }
      shown = editor.onDidUpdateDiff(() => {
        shown?.dispose();
        revealChange(editor, word);
      });
      // Models of their own: what is folded away of the old texts does not fit the new ones, and the editor fails on it.
      const letGo = release();
      texts = modelsOf(before, after, language);
      compared = editor.createViewModel(texts);
      editor.setModel(compared);
      retired.push(letGo);
    },
    layout: (sideBySide) => {
      editor.updateOptions({ renderSideBySide: sideBySide });
      name();
    },
    dispose: () => {
      isGone = true;
      shown?.dispose();
      editor.dispose();
      for (const letGo of [...retired, release()]) letGo();
    },
  };
}

function modelsOf(original: string, modified: string, language: CodeLanguage): monaco.editor.IDiffEditorModel {
  return {
    original: monaco.editor.createModel(original, language),
    modified: monaco.editor.createModel(modified, language),
  };
}

/** How many lines below a name what is said of it may stand: a policy's USING below its first line. */
const BELOW = 4;

function revealChange(editor: monaco.editor.IStandaloneDiffEditor, word: string | null): void {
  const changes = editor.getLineChanges() ?? [];
  const sides = [editor.getModifiedEditor(), editor.getOriginalEditor()] as const;
  for (const [index, side] of sides.entries()) {
    const named = word === null ? [] : linesWith(side.getModel(), word);
    for (const {
      modifiedStartLineNumber,
      modifiedEndLineNumber,
      originalStartLineNumber,
      originalEndLineNumber,
    } of changes) {
      const start = index === 0 ? modifiedStartLineNumber : originalStartLineNumber;
      const end = index === 0 ? modifiedEndLineNumber : originalEndLineNumber;
      const line = named.find((at) => at >= start - BELOW && at <= end);
      if (end < start || line === undefined) continue;
      side.revealLineInCenter(Math.max(line, start));
      return;
    }
  }
  editor.revealFirstDiff();
}

function linesWith(model: monaco.editor.ITextModel | null, word: string): readonly number[] {
  const pattern = new RegExp(`(?<![\\w$])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$])`);
  return (model?.getLinesContent() ?? []).flatMap((text, at) => (pattern.test(text) ? [at + 1] : []));
}

export interface CodeOptions {
  readonly firstLine: number;
  readonly markedLine: number | null;
  readonly lastMarkedLine: number | null;
}

export interface CodeHandle {
  set(text: string, options: CodeOptions): void;
  dispose(): void;
}

const MARKED = {
  isWholeLine: true,
  className: 'code-marked-line',
  linesDecorationsClassName: 'code-marked-gutter',
};

/** One read-only text, with its lines numbered as in its file and some of them marked. */
export function createCode(element: HTMLElement, language: CodeLanguage, label: string): CodeHandle {
  const model = monaco.editor.createModel('', language);
  const editor = monaco.editor.create(element, { ...COMMON, model, ariaLabel: label, folding: false });
  const marks = editor.createDecorationsCollection();
  let isGone = false;
  return {
    set: (text, { firstLine, markedLine, lastMarkedLine }) => {
      if (isGone) return;
      if (model.getValue() !== text) model.setValue(text);
      editor.updateOptions({ lineNumbers: (line) => String(line + firstLine - 1), lineNumbersMinChars: 4 });
      const line = markedLine === null ? null : markedLine - firstLine + 1;
      const lines = model.getLineCount();
      if (line === null || line < 1 || line > lines) {
        marks.clear();
        editor.setScrollTop(0);
        return;
      }
      const last = Math.min(lines, Math.max(line, (lastMarkedLine ?? 0) - firstLine + 1));
      marks.set([{ range: new monaco.Range(line, 1, last, 1), options: MARKED }]);
      // A statement longer than the window is shown from its start.
      if (last - line < SHORT) editor.revealLinesInCenter(line, last);
      else editor.revealLineNearTop(line);
    },
    dispose: () => {
      isGone = true;
      editor.dispose();
      model.dispose();
    },
  };
}

/** How many lines are sure to be in sight at once. */
const SHORT = 8;
