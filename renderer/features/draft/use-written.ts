import { useMemo } from 'react';
import type { DraftResult } from '#app/api';
import { useDraft, useDraftTextLater } from '#renderer/stores';
import { type Row, rowsOf } from './rows.ts';

export interface Written {
  readonly text: string;
  readonly isEdited: boolean;
  readonly rows: readonly Row[];
  /** Whether the proof that is there is about the text as it stands. */
  readonly isProofOfIt: boolean;
}

/** The draft as it is written now, with what is known of its statements. */
export function useWritten({ proof }: Pick<DraftResult, 'proof'>): Written {
  const { history, opened, lint, linted } = useDraftTextLater();
  const provenSql = useDraft((store) => store.provenSql);
  const text = history?.text ?? '';
  const drafted = opened?.drafted ?? '';
  const isEdited = history !== null && text !== drafted;
  const isProofOfIt = proof !== null && (provenSql ?? drafted) === text;
  const rows = useMemo(
    () => rowsOf({ text, drafted: opened?.statements ?? [], lint, linted, proof: isProofOfIt ? proof : null }),
    [text, opened, lint, linted, proof, isProofOfIt],
  );
  return useMemo(() => ({ text, isEdited, rows, isProofOfIt }), [text, isEdited, rows, isProofOfIt]);
}
