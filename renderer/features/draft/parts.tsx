import type { DraftResult } from '#app/api';
import { type DraftPart, useDraft } from '#renderer/stores';
import { type TabItem, Tabs } from '#renderer/ui';
import { EditedMark } from './edited.tsx';
import { EffectPart } from './effect-part.tsx';
import { FilesPart } from './files-part.tsx';
import { SqlPart } from './sql-part.tsx';
import type { Written } from './use-written.ts';
import { UsesPart } from './uses-part.tsx';

/** A draft from its sides: its SQL, what that makes of the schema, and what is written where it is saved. */
export function DraftParts({ draft, written }: { readonly draft: DraftResult; readonly written: Written }) {
  const part = useDraft((store) => store.part);
  const setPart = useDraft((store) => store.setPart);
  const isOfCode = useDraft((store) => store.from === 'code' && store.findings === null);
  const items: readonly TabItem<DraftPart>[] = [
    { value: 'sql', label: 'SQL', content: <SqlPart draft={draft} written={written} /> },
    { value: 'effect', label: 'Before and after', content: <EffectPart written={written} /> },
    {
      value: 'files',
      label: isOfCode ? 'Code edits' : 'Files to write',
      content: <FilesPart draft={draft} written={written} isOfCode={isOfCode} />,
    },
  ];
  const many = draft.renames.reduce((sum, { uses }) => sum + uses.length, 0);
  const withUses: readonly TabItem<DraftPart>[] =
    draft.renames.length === 0
      ? items
      : [
          ...items,
          { value: 'uses', label: `Uses of old names (${many})`, content: <UsesPart renames={draft.renames} /> },
        ];
  return (
    <Tabs
      label="Parts of the draft"
      value={part}
      onChange={setPart}
      items={withUses}
      trailing={<EditedMark written={written} />}
    />
  );
}
