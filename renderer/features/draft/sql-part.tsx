import { useEffect, useMemo, useRef } from 'react';
import type { DraftResult } from '#app/api';
import { statementIndexAt } from '#app/sql';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import type { SqlEditorHandle } from '#renderer/lib/sql-editor.tsx';
import { useDraftText, useDraftTextLater } from '#renderer/stores';
import { Split } from '#renderer/ui';
import { DraftEditor } from './draft-editor.tsx';
import type { Row } from './rows.ts';
import { StatementDetail } from './statement-detail.tsx';
import { StatementList } from './statement-list.tsx';
import type { Written } from './use-written.ts';

export interface SqlPartProps {
  readonly draft: DraftResult;
  readonly written: Written;
}

/** The SQL that is being written, beside its statements in the order in which they run, above what is known of one. */
export function SqlPart({ draft, written: { text, rows } }: SqlPartProps) {
  const { history, caret } = useDraftTextLater();
  const setCaret = useDraftText((store) => store.setCaret);
  const current = rows[statementIndexAt(text, rows, caret)];
  const editor = useRef<SqlEditorHandle>(null);
  const list = useRef<HTMLDivElement>(null);
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
                    <DraftEditor statement={statement} handleRef={editor} onLeave={() => list.current?.focus()} />
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
