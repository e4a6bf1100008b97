import { type RefObject, useMemo } from 'react';
import { follow } from '#renderer/client';
import { type Completions, type Hover, SqlEditor, type SqlEditorHandle } from '#renderer/lib/sql-editor.tsx';
import { useClient, useDraftText, useOpenProject } from '#renderer/stores';

export interface DraftEditorProps {
  /** The stretch of the statement that the caret is in. */
  readonly statement: { readonly at: number; readonly length: number };
  readonly handleRef: RefObject<SqlEditorHandle | null>;
  readonly onLeave: () => void;
}

/** The text itself: what is typed and what is said of it is here at once, while all that is drawn around it comes after. */
export function DraftEditor({ statement, handleRef, onLeave }: DraftEditorProps) {
  const history = useDraftText((store) => store.history);
  const version = useDraftText((store) => store.version);
  const caret = useDraftText((store) => store.caret);
  const problems = useDraftText((store) => store.lint?.problems ?? NONE);
  const type = useDraftText((store) => store.type);
  const setCaret = useDraftText((store) => store.setCaret);
  const ask = useAsk();
  if (!history) return null;
  return (
    <SqlEditor
      label="SQL of the draft. Escape leaves it."
      history={history}
      version={version}
      caret={caret}
      problems={problems}
      statement={statement}
      handleRef={handleRef}
      onText={type}
      onCaret={setCaret}
      onLeave={onLeave}
      complete={ask.complete}
      hover={ask.hover}
    />
  );
}

const NONE = [] as const;

/** The engine knows the schema as the statements above leave it. */
function useAsk() {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const source = useDraftText((store) => store.opened?.source ?? '');
  return useMemo(
    () => ({
      complete: async (sql: string, at: number, signal: AbortSignal): Promise<Completions | null> =>
        (
          await follow(
            (options) => client.draft.complete({ root, source, sql, at }, options),
            signal,
            () => {},
          )
        ).found,
      hover: async (sql: string, at: number, signal: AbortSignal): Promise<Hover | null> =>
        (
          await follow(
            (options) => client.draft.describe({ root, source, sql, at }, options),
            signal,
            () => {},
          )
        ).found,
    }),
    [client, root, source],
  );
}
