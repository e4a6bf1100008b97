import { Copy, Download, Save, ShieldCheck, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { DraftResult } from '#app/api';
import { renderDraft } from '#app/plan';
import { follow, toErrorData } from '#renderer/client';
import { countWord } from '#renderer/lib/kinds.ts';
import { saveFile } from '#renderer/lib/save-file.ts';
import { useCopy } from '#renderer/parts';
import { useClient, useDraft, useDraftText } from '#renderer/stores';
import { Button, IconButton, useToast } from '#renderer/ui';
import { useMake } from './use-make.ts';
import type { Written } from './use-written.ts';

export interface ActionsProps {
  readonly draft: DraftResult;
  readonly written: Written;
}

/** What can be done with a draft: it is shown to be right, saved, and taken along. */
export function Actions({ draft, written: { text, isEdited, isProofOfIt, rows } }: ActionsProps) {
  const isLoading = useDraft((store) => store.state.status === 'loading');
  const setPart = useDraft((store) => store.setPart);
  const copy = useCopy();
  const make = useMake();
  const isProven = isProofOfIt && draft.proof?.proven === true;
  // The first line says what it was made for: on another schema it is refused.
  const whole = () => (isEdited ? withHead(text, draft) : renderDraft(draft.statements, draft.madeFor));
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <Button
        variant={isProven ? 'plain' : 'primary'}
        icon={ShieldCheck}
        disabled={isLoading || rows.length === 0}
        onClick={() => make({ prove: true, sql: isEdited ? text : null })}
      >
        {isProofOfIt ? 'Prove again' : 'Prove'}
      </Button>
      <Button variant={isProven ? 'primary' : 'plain'} icon={Save} onClick={() => setPart('files')}>
        Save…
      </Button>
      <Format text={text} />
      <IconButton
        icon={Copy}
        label="Copy SQL"
        onClick={() => copy(whole(), `${countWord(rows.length, 'statement')} of SQL`)}
      />
      <IconButton
        icon={Download}
        label="Save as a .sql file"
        onClick={() => saveFile(whole(), 'draft.sql', 'application/sql')}
      />
    </div>
  );
}

function withHead(text: string, { madeFor }: DraftResult): string {
  const head = renderDraft([{ sql: '', object: '', hazards: [] }], madeFor).split('\n')[0];
  return madeFor === null ? text : `${head}\n\n${text}`;
}

/** Lays the text out anew; what it means stays, by the engine's own parser. */
function Format({ text }: { readonly text: string }) {
  const client = useClient();
  const toast = useToast();
  const replace = useDraftText((store) => store.replace);
  const [isBusy, setBusy] = useState(false);
  const format = async () => {
    setBusy(true);
    try {
      const { sql, left } = await follow(
        (options) => client.draft.format({ sql: text }, options),
        new AbortController().signal,
        () => {},
      );
      replace(sql);
      if (left > 0) toast(`${countWord(left, 'statement')} stayed as ${left === 1 ? 'it was' : 'they were'} written`);
    } catch (error) {
      const { message, remedy } = toErrorData(error);
      toast(message, remedy);
    } finally {
      setBusy(false);
    }
  };
  return <IconButton icon={WandSparkles} label="Format the SQL" disabled={isBusy} onClick={() => void format()} />;
}
