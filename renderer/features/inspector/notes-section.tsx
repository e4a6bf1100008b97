import { useRef, useState } from 'react';
import type { ObjectId } from '#app/catalog';
import { useGraphNotes } from '#renderer/stores';
import { Button, useToast } from '#renderer/ui';
import { Section } from './section.tsx';

/** Tags and a note that the project keeps of a table; the graph filters by the tags. */
export function NotesSection({ table }: { readonly table: ObjectId }) {
  const kept = useGraphNotes((store) => store.notes.tables[table]);
  const annotate = useGraphNotes((store) => store.annotate);
  const toast = useToast();
  const [draft, setDraft] = useState<{ readonly tags: string; readonly note: string } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const tags = draft?.tags ?? (kept?.tags ?? []).join(', ');
  const note = draft?.note ?? kept?.note ?? '';
  const save = async () => {
    const list = tags.split(',').map((tag) => tag.trim());
    const error = await annotate(table, { tags: [...new Set(list.filter((tag) => tag !== ''))], note: note.trim() });
    if (error) return toast(error.message, error.remedy);
    // Its button goes: who pressed it stays in the form.
    field.current?.focus();
    setDraft(null);
  };
  return (
    <Section title="Tags and note">
      <form
        className="flex flex-col gap-1.5 px-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <input
          ref={field}
          aria-label="Tags, with commas between them"
          placeholder="Tags: pii, core"
          value={tags}
          onChange={(event) => setDraft({ tags: event.target.value, note })}
          className="h-7 rounded-md border border-control bg-surface px-2"
        />
        <textarea
          aria-label="Note"
          placeholder="Note"
          rows={2}
          value={note}
          onChange={(event) => setDraft({ tags, note: event.target.value })}
          className="rounded-md border border-control bg-surface px-2 py-1"
        />
        {draft ? (
          <Button type="submit" size="small" className="self-start">
            Keep in raingauge.config.json
          </Button>
        ) : null}
      </form>
    </Section>
  );
}
