import { setImmediate } from 'node:timers/promises';
import { emptyCatalog } from '#app/catalog';
import type { TextLinter } from '#main/sources/sql-file/lint-text.ts';

/** Texts enough for the engine to have compiled what parses and looks: the first draft is then looked at like any later one. */
const ROUNDS = 8;

/** What drafts are made of. The names tell each round's statements from the others', which are kept parsed. */
function sampleText(round: number): string {
  return Array.from({ length: 6 }, (_, index) => {
    const name = `raingauge_${round}_${index}`;
    return `CREATE TABLE public.${name} (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  owner_id uuid NOT NULL,
  title character varying(80) DEFAULT 'none'::character varying,
  amount numeric(12,2) DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT ${name}_pkey PRIMARY KEY (id),
  CONSTRAINT ${name}_check CHECK (length(title) > ${index})
);
ALTER TABLE public.${name} ADD CONSTRAINT ${name}_fk FOREIGN KEY (owner_id) REFERENCES public.owners (id) ON DELETE CASCADE;
ALTER TABLE public.${name} ADD COLUMN note text, ALTER COLUMN title SET NOT NULL;
CREATE INDEX ${name}_idx ON public.${name} USING btree (owner_id, created_at);
ALTER TABLE public.${name} ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.${name} USING (owner_id = current_setting('app.owner')::uuid);
UPDATE public.${name} SET title = 'none' WHERE title IS NULL;`;
  }).join('\n');
}

/** Has a linter do its work on texts of no meaning, a little at a time: others get their turn. */
export async function warmLinter(lint: TextLinter): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await setImmediate();
    await lint(sampleText(round), emptyCatalog());
  }
}
