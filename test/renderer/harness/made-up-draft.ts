import { ORPCError } from '@orpc/client';
import type {
  DraftEffect,
  DraftLint,
  DraftProblem,
  DraftResult,
  ErrorData,
  KeptDraft,
  Progress,
  Saved,
  SavePreview,
} from '#app/api';
import { splitStatements } from '#app/sql';

/** What was asked of the made-up engine, for a test to look at. */
const kept = new Map<string, KeptDraft>();

const DROP = 'ALTER TABLE public.guests DROP COLUMN notes';
const OWNER = 'ALTER TABLE public.guests OWNER TO app';
const INDEX = 'CREATE INDEX guests_email_idx ON public.guests USING btree (email)';

function made(input: {
  readonly from: string;
  readonly to: string;
  readonly sql: string | null;
  readonly prove: boolean;
  readonly owners?: boolean | undefined;
}): DraftResult {
  const statements = input.sql === null ? [DROP, INDEX] : splitStatements(input.sql).map(({ sql }) => sql);
  const failed = statements.findIndex((sql) => sql.includes('nowhere'));
  const proof = {
    proven: failed < 0,
    server: 'PostgreSQL 18.4',
    says: [failed < 0 ? 'Proven on PostgreSQL 18.4.' : 'Not proven on PostgreSQL 18.4.'],
    steps: statements.map((_, at) => ({
      outcome: at === failed ? ('failed' as const) : ('ran' as const),
      error: at === failed ? 'relation "nowhere" does not exist' : null,
      locks: [],
      rewrites: [],
    })),
  };
  return {
    schemaVersion: 1,
    complete: true,
    unread: [],
    from: input.from,
    to: input.to,
    madeFor: 'f'.repeat(64),
    statements: [
      {
        sql: DROP,
        object: 'column:public.guests.notes',
        hazards: [{ kind: 'data-loss', what: 'the column public.guests.notes', relation: 'public.guests' }],
      },
      { sql: INDEX, object: 'index:public.guests_email_idx', hazards: [{ kind: 'scan', relation: 'public.guests' }] },
      ...(input.owners ? [{ sql: OWNER, object: 'table:public.guests' as const, hazards: [] }] : []),
    ],
    faults: [],
    down: null,
    proof: input.prove ? proof : null,
    renameCandidates: [],
    renames: [
      {
        kind: 'column',
        from: 'column:public.guests.mail',
        to: 'column:public.guests.email',
        uses: [
          {
            object: 'column:public.guests.mail',
            kind: 'selected',
            via: 'sql',
            file: 'src/report.ts',
            line: 12,
            column: 20,
            text: 'await db.execute(sql`select mail from guests`);',
            test: false,
          },
        ],
      },
    ],
  };
}

/** Tables called `nowhere` are not there, and `DROP TABLE` can be guarded. */
function linted(text: string): DraftLint {
  const problems: DraftProblem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const at = line.indexOf('nowhere');
    if (at >= 0) {
      problems.push({
        rule: 'lint-unknown-table',
        severity: 'error',
        message: 'There is no table public.nowhere at this point.',
        line: index + 1,
        column: at + 1,
        length: 7,
        fix: { title: 'Use guests', edits: [{ line: index + 1, column: at + 1, length: 7, text: 'guests' }] },
      });
    }
  }
  return {
    problems,
    statements: splitStatements(text).map(() => ({ object: null, hazards: [] })),
  };
}

const PREVIEW: SavePreview = {
  schemaVersion: 1,
  id: 'one',
  tag: '0002_change_guests',
  files: [
    { path: 'drizzle/0002_change_guests.sql', role: 'migration', content: `${DROP};\n`, before: null },
    {
      path: 'drizzle/meta/_journal.json',
      role: 'journal',
      content: '{"entries": [0, 1, 2]}\n',
      before: '{"entries": [0, 1]}\n',
    },
  ],
  problems: [],
};

const EFFECT: DraftEffect = {
  objects: [
    {
      object: 'table:public.guests',
      was: null,
      before: 'CREATE TABLE public.guests (\n  email text,\n  notes text\n);\n',
      after: 'CREATE TABLE public.guests (\n  email text\n);\n',
    },
  ],
  refused: [],
};

const CHANGED: ErrorData = {
  code: 'bad-input',
  message: 'drizzle/meta/_journal.json was changed since it was shown, so nothing was written.',
  remedy: 'Look at the preview again.',
  origin: null,
  cause: null,
};

const GONE: ErrorData = {
  code: 'shadow-failed',
  message: 'The shadow on postgres://127.0.0.1:5433 does not answer any more.',
  remedy: 'Start it again, or leave shadow.url out of raingauge.config.json to use the embedded PostgreSQL.',
  origin: null,
  cause: 'connect ECONNREFUSED 127.0.0.1:5433',
};

/** The requests of drafts, over made-up answers: `draft-changed` refuses what is saved, `draft-gone` what is to be proven. */
export function madeUpDrafts(scenario: string) {
  return {
    make: async (input: Parameters<typeof made>[0]) => {
      if (scenario === 'draft-gone' && input.prove) throw new ORPCError('FAILED', { data: GONE });
      return answer(made(input));
    },
    lint: async ({ sql }: { sql: string }) => answer(linted(sql)),
    complete: async ({ at }: { at: number }) =>
      answer({
        found: { at, length: 0, items: [{ label: 'guests', kind: 'table', text: 'guests', detail: 'public' }] },
      }),
    describe: async () => answer({ found: null }),
    effect: async () => answer(EFFECT),
    format: async ({ sql }: { sql: string }) => answer({ sql: sql.replace(/ +/g, ' '), left: 0 }),
    preview: async () => answer(PREVIEW),
    previewRemedy: async () => answer(PREVIEW),
    code: async () => answer(PREVIEW),
    save: async (): Promise<Saved> => {
      if (scenario === 'draft-changed') throw new ORPCError('FAILED', { data: CHANGED });
      return { schemaVersion: 1, files: PREVIEW.files.map(({ path }) => path) };
    },
    kept: async (key: unknown) => kept.get(JSON.stringify(key)) ?? null,
    keep: async ({ key, draft }: { key: unknown; draft: KeptDraft | null }) => {
      if (draft === null) kept.delete(JSON.stringify(key));
      else kept.set(JSON.stringify(key), draft);
      return !JSON.stringify(draft).includes('PASSWORD');
    },
  };
}

// biome-ignore lint/correctness/useYield: an answer that comes at once.
async function* answer<T>(result: T): AsyncGenerator<Progress, T, void> {
  return result;
}
