import * as monaco from 'monaco-editor/editor/editor.api.js';
import type { TextChange } from '#app/api';
import { COMMON } from './monaco-engine.ts';
import type { Completions, Hover, SqlEditorHandle, SqlEditorHandlers, SqlProblem } from './sql-editor-types.ts';

/** Texts that were opened. */
let made = 0;

/** The part of Monaco that edits SQL: loaded when the first text that can be edited is drawn. */
export function createSqlEditor(element: HTMLElement, label: string, handlers: SqlEditorHandlers): SqlEditorHandle {
  made += 1;
  // Its last part is what the editor calls it where it tells of problems.
  const model = monaco.editor.createModel('', 'pgsql', monaco.Uri.parse(`raingauge:/${made}/draft.sql`));
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  let problems: readonly SqlProblem[] = [];
  known.set(model, { handlers, problems: () => problems });
  const editor = monaco.editor.create(element, {
    ...COMMON,
    model,
    ariaLabel: label,
    readOnly: false,
    domReadOnly: false,
    renderLineHighlight: 'line',
    folding: false,
    glyphMargin: false,
    fixedOverflowWidgets: true,
    lightbulb: { enabled: 'on' as monaco.editor.ShowLightbulbIconMode },
    suggest: { showWords: false, showIcons: true, preview: false, insertMode: 'replace' },
    quickSuggestions: { other: true, comments: false, strings: false },
    wordBasedSuggestions: 'off',
    matchBrackets: 'always',
    padding: { top: 8, bottom: 24 },
  });
  const current = editor.createDecorationsCollection();
  let isTelling = true;
  model.onDidChangeContent(() => isTelling && handlers.onText(model.getValue()));
  editor.onDidChangeCursorPosition(({ position }) => isTelling && handlers.onCaret(model.getOffsetAt(position)));
  editor.addCommand(
    monaco.KeyCode.Escape,
    () => handlers.onLeave(),
    'editorTextFocus && !suggestWidgetVisible && !findWidgetVisible && !markersNavigationVisible && !editorHoverVisible && !codeActionMenuVisible && !editorHasSelection',
  );
  const quietly = (work: () => void) => {
    isTelling = false;
    try {
      work();
    } finally {
      isTelling = true;
    }
  };
  return {
    open: (base, steps, caret) =>
      quietly(() => {
        // Each step is one that can be undone, as if it had been typed here.
        model.setValue(base);
        for (const step of steps) {
          model.pushStackElement();
          model.pushEditOperations([], [operation(model, step)], () => null);
        }
        model.pushStackElement();
        editor.setPosition(model.getPositionAt(caret));
        editor.revealPositionInCenterIfOutsideViewport(model.getPositionAt(caret));
      }),
    replace: (text) =>
      quietly(() => {
        if (model.getValue() === text) return;
        model.pushStackElement();
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
        model.pushStackElement();
      }),
    setProblems: (next) => {
      problems = next;
      monaco.editor.setModelMarkers(
        model,
        'raingauge',
        next.map((problem) => markerOf(model, problem)),
      );
    },
    setStatement: (at, length) => {
      if (length === 0) return current.clear();
      const range = rangeOf(model, at, length);
      current.set([{ range, options: { isWholeLine: true, linesDecorationsClassName: 'code-statement-gutter' } }]);
    },
    goTo: (at) => {
      const position = model.getPositionAt(at);
      quietly(() => editor.setPosition(position));
      editor.revealPositionInCenterIfOutsideViewport(position);
    },
    focus: () => editor.focus(),
    dispose: () => {
      known.delete(model);
      editor.dispose();
      model.dispose();
    },
  };
}

interface Known {
  readonly handlers: SqlEditorHandlers;
  readonly problems: () => readonly SqlProblem[];
}

/** Providers are registered once for the language; each text has its own answers. */
const known = new WeakMap<monaco.editor.ITextModel, Known>();

monaco.languages.registerCompletionItemProvider('pgsql', {
  triggerCharacters: ['.', ' ', '('],
  async provideCompletionItems(model, position, _, token) {
    const own = known.get(model);
    if (!own) return { suggestions: [] };
    const answer = await whileWanted(token, (signal) =>
      own.handlers.complete(model.getValue(), model.getOffsetAt(position), signal),
    );
    return { suggestions: answer ? suggestions(model, answer) : [] };
  },
});

monaco.languages.registerHoverProvider('pgsql', {
  async provideHover(model, position, token) {
    const own = known.get(model);
    if (!own) return null;
    const answer = await whileWanted(token, (signal) =>
      own.handlers.hover(model.getValue(), model.getOffsetAt(position), signal),
    );
    return answer ? hoverOf(model, answer) : null;
  },
});

monaco.languages.registerCodeActionProvider('pgsql', {
  provideCodeActions(model, range) {
    const own = known.get(model);
    const actions = (own?.problems() ?? []).flatMap((problem) => {
      const place = placeOf(model, problem);
      if (!problem.fix || !monaco.Range.areIntersectingOrTouching(place, range)) return [];
      return [fixOf(model, problem, problem.fix)];
    });
    return { actions, dispose: () => {} };
  },
});

function fixOf(
  model: monaco.editor.ITextModel,
  problem: SqlProblem,
  { title, edits }: NonNullable<SqlProblem['fix']>,
): monaco.languages.CodeAction {
  return {
    title,
    kind: 'quickfix',
    isPreferred: true,
    diagnostics: [markerOf(model, problem)],
    edit: {
      edits: edits.map((edit) => ({
        resource: model.uri,
        versionId: undefined,
        textEdit: { range: placeOf(model, edit), text: edit.text },
      })),
    },
  };
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  // Dots in place of a wave: nearly every statement has something that could be better.
  info: monaco.MarkerSeverity.Hint,
} as const;

function markerOf(model: monaco.editor.ITextModel, problem: SqlProblem): monaco.editor.IMarkerData {
  const { severity, message, rule } = problem;
  return { ...placeOf(model, problem), severity: SEVERITIES[severity], message, code: rule };
}

/** A place is a line and a column with a length, which line ends count in. */
function placeOf(
  model: monaco.editor.ITextModel,
  { line, column, length }: Pick<SqlProblem, 'line' | 'column' | 'length'>,
): monaco.Range {
  return rangeOf(model, model.getOffsetAt({ lineNumber: line, column }), length);
}

function rangeOf(model: monaco.editor.ITextModel, at: number, length: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(at), model.getPositionAt(at + length));
}

function operation(model: monaco.editor.ITextModel, { at, length, text }: TextChange) {
  return { range: rangeOf(model, at, length), text };
}

const KINDS: Readonly<Record<Completions['items'][number]['kind'], monaco.languages.CompletionItemKind>> = {
  schema: monaco.languages.CompletionItemKind.Module,
  table: monaco.languages.CompletionItemKind.Struct,
  view: monaco.languages.CompletionItemKind.Interface,
  column: monaco.languages.CompletionItemKind.Field,
  type: monaco.languages.CompletionItemKind.TypeParameter,
  function: monaco.languages.CompletionItemKind.Function,
  label: monaco.languages.CompletionItemKind.EnumMember,
  other: monaco.languages.CompletionItemKind.Reference,
  keyword: monaco.languages.CompletionItemKind.Keyword,
};

function suggestions(model: monaco.editor.ITextModel, { at, length, items }: Completions) {
  const range = rangeOf(model, at, length);
  return items.map(
    ({ label, kind, text, detail }, index): monaco.languages.CompletionItem => ({
      label: detail === null ? label : { label, description: detail },
      kind: KINDS[kind],
      insertText: text,
      // Quoted names are found by their letters.
      filterText: text.startsWith('"') ? `${label} ${text}` : label,
      sortText: String(index).padStart(6, '0'),
      range,
    }),
  );
}

function hoverOf(model: monaco.editor.ITextModel, { at, length, title, sql }: Hover): monaco.languages.Hover {
  return {
    range: rangeOf(model, at, length),
    contents: [{ value: title.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&') }, { value: `\`\`\`pgsql\n${sql}\n\`\`\`` }],
  };
}

/** What is not wanted any more is given up; what fails is as if there was nothing. */
async function whileWanted<T>(
  token: monaco.CancellationToken,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const control = new AbortController();
  const listening = token.onCancellationRequested(() => control.abort());
  try {
    return await ask(control.signal);
  } catch {
    return null;
  } finally {
    listening.dispose();
  }
}
