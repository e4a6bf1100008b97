import { type RefObject, useEffect, useRef, useState } from 'react';
import type { EditHistory } from './edit-history.ts';
import type { SqlEditorHandle, SqlEditorHandlers, SqlProblem } from './sql-editor-types.ts';

export type { Completions, Hover, SqlEditorHandle } from './sql-editor-types.ts';

/** Monaco is fetched when the first editor is drawn, what editing takes beside it with the first of these. */
const loadEditor = () => import('./monaco-sql-editor.ts');

export interface SqlEditorProps extends SqlEditorHandlers {
  readonly label: string;
  readonly history: EditHistory;
  /** Another number says that the text came from elsewhere. */
  readonly version: number;
  readonly caret: number;
  readonly problems: readonly SqlProblem[];
  /** The stretch of the statement that the caret is in. */
  readonly statement: { readonly at: number; readonly length: number } | null;
  readonly handleRef?: RefObject<SqlEditorHandle | null>;
}

/** SQL that can be edited, filling the parent. The text is the editor's as long as `version` stays. */
export function SqlEditor(props: SqlEditorProps) {
  const { label, version, problems, statement, handleRef } = props;
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [handle, setHandle] = useState<SqlEditorHandle | null>(null);
  const shown = useRef<number | null>(null);

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    let made: SqlEditorHandle | null = null;
    let gone = false;
    void loadEditor().then((engine) => {
      if (gone) return;
      made = engine.createSqlEditor(host, label, {
        onText: (text) => latest.current.onText(text),
        onCaret: (at) => latest.current.onCaret(at),
        onLeave: () => latest.current.onLeave(),
        complete: (...asked) => latest.current.complete(...asked),
        hover: (...asked) => latest.current.hover(...asked),
      });
      setHandle(made);
    });
    return () => {
      gone = true;
      made?.dispose();
      shown.current = null;
      setHandle(null);
    };
  }, [label]);

  useEffect(() => {
    if (handleRef) handleRef.current = handle;
  }, [handle, handleRef]);

  useEffect(() => {
    if (!handle || shown.current === version) return;
    const { history, caret } = latest.current;
    // A step from the text that is there is one more to undo; another draft begins anew.
    if (shown.current !== null && history.steps.length > 0) handle.replace(history.text);
    else handle.open(history.base, history.steps, caret);
    shown.current = version;
  }, [handle, version]);

  useEffect(() => handle?.setProblems(problems), [handle, problems]);
  useEffect(() => handle?.setStatement(statement?.at ?? 0, statement?.length ?? 0), [handle, statement]);
  return <div ref={element} className="h-full min-h-0 w-full" />;
}
