import type { DraftResult } from '#app/api';

/** A draft of two statements that leads where it shall. */
export function madeUpDraft(part: Partial<DraftResult> = {}): DraftResult {
  return {
    schemaVersion: 1,
    complete: true,
    unread: [],
    from: 'live',
    to: 'code',
    madeFor: 'abc',
    statements: [
      {
        sql: 'ALTER TABLE public.guests DROP COLUMN notes',
        object: 'column:public.guests.notes',
        hazards: [
          {
            kind: 'lock',
            relation: 'public.guests',
            mode: 'ACCESS EXCLUSIVE',
            blocks: 'reads and writes',
            by: 'documented',
          },
          { kind: 'data-loss', what: 'the column public.guests.notes', relation: 'public.guests' },
        ],
      },
      {
        sql: 'CREATE INDEX guests_email_idx ON public.guests USING btree (email)',
        object: 'index:public.guests_email_idx',
        hazards: [
          { kind: 'scan', relation: 'public.guests' },
          { kind: 'lock', relation: 'public.guests', mode: 'SHARE', blocks: 'writes', by: 'documented' },
        ],
      },
    ],
    faults: [],
    down: null,
    proof: null,
    renameCandidates: [],
    renames: [],
    ...part,
  };
}
