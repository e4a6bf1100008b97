import { Copy, Download, ShieldCheck } from 'lucide-react';
import type { DraftResult } from '#app/api';
import { renderDraft } from '#app/plan';
import { countWord } from '#renderer/lib/kinds.ts';
import { saveFile } from '#renderer/lib/save-file.ts';
import { useCopy } from '#renderer/parts';
import { useDraft } from '#renderer/stores';
import { Button, IconButton } from '#renderer/ui';
import { useMake } from './use-make.ts';

/** What can be done with a draft: it is shown to be right, and taken along. */
export function Actions({ draft }: { readonly draft: DraftResult }) {
  const isLoading = useDraft((store) => store.state.status === 'loading');
  const copy = useCopy();
  const make = useMake();
  const text = () => renderDraft(draft.statements, draft.madeFor);
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      <Button
        variant={draft.proof === null ? 'primary' : 'plain'}
        icon={ShieldCheck}
        disabled={isLoading}
        onClick={() => make({ prove: true })}
      >
        {draft.proof === null ? 'Prove' : 'Prove again'}
      </Button>
      <Button icon={Copy} onClick={() => copy(text(), `${countWord(draft.statements.length, 'statement')} of SQL`)}>
        Copy SQL
      </Button>
      <IconButton
        icon={Download}
        label="Save as a .sql file"
        onClick={() => saveFile(text(), 'draft.sql', 'application/sql')}
      />
    </div>
  );
}
