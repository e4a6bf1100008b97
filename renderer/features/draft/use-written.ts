import { useMemo } from 'react';
import type { DraftResult } from '#app/api';
import { statementIndexAt } from '#app/sql';
import { useDraft, useDraftText } from '#renderer/stores';
import { type Row, rowsOf } from './rows.ts';

export interface Written {
  readonly text: string;
  readonly isEdited: boolean;
  readonly rows: readonly Row[];
  /** The statement that the caret is in; `undefined` where there is none. */
  readonly current: Row | undefined;
  /** Whether the proof that is there is about the text as it stands. */
  readonly isProofOfIt: boolean;
}

/** The draft as it is written now, with what is known of its statements. */
export function useWritten({ proof }: Pick<DraftResult, 'proof'>): Written {
  const history = useDraftText((store) => store.history);
  const opened = useDraftText((store) => store.opened);
  const lint = useDraftText((store) => store.lint);
  const linted = useDraftText((store) => store.linted);
  const caret = useDraftText((store) => store.caret);
  const provenSql = useDraft((store) => store.provenSql);
  const text = history?.text ?? '';
  const drafted = opened?.drafted ?? '';
  const isEdited = history !== null && text !== drafted;
  const isProofOfIt = proof !== null && (provenSql ?? drafted) === text;
  const rows = useMemo(
    () => rowsOf({ text, drafted: opened?.statements ?? [], lint, linted, proof: isProofOfIt ? proof : null }),
    [text, opened, lint, linted, proof, isProofOfIt],
  );
  const current = rows[statementIndexAt(text, rows, caret)];
  return { text, isEdited, rows, current, isProofOfIt };
}
