import { useEffect, useMemo, useRef } from 'react';
import type { DraftResult } from '#app/api';
import { follow } from '#renderer/client';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { type Completions, type Hover, SqlEditor, type SqlEditorHandle } from '#renderer/lib/sql-editor.tsx';
import { useClient, useDraftText, useOpenProject } from '#renderer/stores';
import { Split } from '#renderer/ui';
import type { Row } from './rows.ts';
import { StatementDetail } from './statement-detail.tsx';
import { StatementList } from './statement-list.tsx';
import { useWritten } from './use-written.ts';

/** The SQL that is being written, beside its statements in the order in which they run, above what is known of one. */
export function SqlPart({ draft }: { readonly draft: DraftResult }) {
  const { text, rows, current } = useWritten(draft);
  const history = useDraftText((store) => store.history);
  const version = useDraftText((store) => store.version);
  const caret = useDraftText((store) => store.caret);
  const problems = useDraftText((store) => store.lint?.problems ?? NONE);
  const type = useDraftText((store) => store.type);
  const setCaret = useDraftText((store) => store.setCaret);
  const editor = useRef<SqlEditorHandle>(null);
  const list = useRef<HTMLDivElement>(null);
  const ask = useAsk();
  const goTo = (row: Row | undefined) => {
    if (!row) return;
    setCaret(row.at);
    editor.current?.goTo(row.at);
  };
  const step = (by: 1 | -1) => goTo(rows[((current?.number ?? 1) - 1 + by + rows.length) % rows.length]);
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  useFirstFailed(rows, draft, goTo);
  const [at, length] = [current?.at ?? 0, current?.sql.length ?? 0];
  const statement = useMemo(() => ({ at, length }), [at, length]);
  if (!history) return null;
  return (
    <Split
      id="draft"
      direction="row"
      panes={[
        {
          id: 'statements',
          size: '32%',
          min: 240,
          content: (
            <StatementList
              rows={rows}
              current={current}
              draft={draft}
              focusRef={list}
              onSelect={goTo}
              onOpen={(row) => {
                goTo(row);
                editor.current?.focus();
              }}
            />
          ),
        },
        {
          id: 'text',
          min: 360,
          content: (
            <Split
              id="draft-text"
              direction="column"
              panes={[
                {
                  id: 'sql',
                  min: 120,
                  content: (
                    <SqlEditor
                      label="SQL of the draft. Escape leaves it."
                      history={history}
                      version={version}
                      caret={caret}
                      problems={problems}
                      statement={statement}
                      handleRef={editor}
                      onText={type}
                      onCaret={setCaret}
                      onLeave={() => list.current?.focus()}
                      complete={ask.complete}
                      hover={ask.hover}
                    />
                  ),
                },
                {
                  id: 'facts',
                  size: '34%',
                  min: 96,
                  content: current ? (
                    <StatementDetail
                      row={current}
                      count={rows.length}
                      text={text}
                      faults={draft.faults.filter(({ object }) => object === current.object)}
                      onStep={step}
                    />
                  ) : (
                    <p className="px-4 py-3 text-muted">There is no statement here yet.</p>
                  ),
                },
              ]}
            />
          ),
        },
      ]}
    />
  );
}

const NONE = [] as const;

/** What failed is what has to be looked at first, once for each proof. */
function useFirstFailed(rows: readonly Row[], { proof }: DraftResult, goTo: (row: Row | undefined) => void): void {
  const shown = useRef(proof);
  const failed = rows.find(({ step }) => step?.outcome === 'failed');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new proof is what moves the caret, not each new list of rows.
  useEffect(() => {
    if (shown.current === proof) return;
    shown.current = proof;
    if (failed) goTo(failed);
  }, [proof]);
}

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
