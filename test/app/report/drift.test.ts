import { describe, expect, it } from 'vitest';
import type { DriftResult } from '#app/api';
import type { Problem } from '#app/catalog';
import { type Difference, totalsOf } from '#app/compare';
import { driftToGithub, driftToJunit, driftToMarkdown, driftToSarif } from '#app/report';

const column: Difference = {
  key: 'column:public.guests.email#nullable',
  object: 'column:public.guests.email',
  kind: 'column',
  attribute: 'nullable',
  class: 'drift',
  verdict: 'changed-by-hand',
  counts: true,
  summary: 'column public.guests.email is NOT NULL in code and nullable in live',
  reason: 'Both sides can express it.',
  states: {
    code: {
      present: true,
      value: false,
      deparsed: null,
      origins: [{ source: 'code', file: 'src/my schema.ts', line: 12, column: 3 }],
    },
    live: { present: true, value: true, deparsed: null, origins: [{ source: 'live' }] },
  },
  destroyedBy: [],
  kit: [],
};

const policy: Difference = {
  ...column,
  key: 'policy:public.guests."a|b"',
  object: 'policy:public.guests."a|b"',
  kind: 'policy',
  attribute: null,
  verdict: 'code-forgot',
  summary: 'policy public.guests.a|b exists in live <and> not in "code" & more',
  states: {
    code: { present: false, value: null, deparsed: null, origins: [] },
    live: { present: true, value: null, deparsed: null, origins: [{ source: 'live' }] },
  },
  destroyedBy: ['push'],
  kit: [
    {
      command: 'push',
      line: '0.31',
      verdict: 'drops',
      statement: 'DROP POLICY "a|b" ON "guests" CASCADE;',
      reason: 'Only the database has it.',
    },
  ],
};

const view: Difference = {
  ...column,
  key: 'view:public.totals#definition',
  object: 'view:public.totals',
  kind: 'view',
  attribute: 'definition',
  states: {
    code: { present: true, value: `SELECT ${'a, '.repeat(30)} b`, deparsed: null, origins: [{ source: 'code' }] },
    live: { present: true, value: 'SELECT 1', deparsed: null, origins: [] },
  },
};

const cosmetic: Difference = { ...column, key: 'column:public.guests.x#name', class: 'cosmetic', counts: false };
const waived: Difference = {
  ...column,
  key: 'column:public.guests.y#type',
  counts: false,
  waiver: { reason: 'Until the import is over', owner: 'data', expires: '2027-01-01' },
};

const unread: Problem = {
  code: 'schema-file-throws',
  effect: 'unread',
  message: '100% of src/a.ts, it throws',
  remedy: 'Correct it.',
  object: null,
  origin: { source: 'code', file: 'src/a.ts', line: 3 },
  cause: null,
};

function resultOf(differences: readonly Difference[], problems: readonly Problem[] = []): DriftResult {
  return {
    schemaVersion: 1,
    complete: problems.length === 0,
    unread: problems,
    from: 'code',
    to: 'live',
    judgedBy: null,
    differences,
    totals: totalsOf(differences, {}),
    renameCandidates: [],
    renames: [],
    kit: null,
  };
}

const whole = resultOf([column, policy, view, cosmetic, waived], [unread]);

describe('annotations for GitHub', () => {
  it('are an error at the line of what counts, and a warning at what could not be read', () => {
    expect(driftToGithub(whole).split('\n')).toEqual([
      '::error file=src/my schema.ts,line=12,col=3,title=Drift%3A column%3Apublic.guests.email::column public.guests.email is NOT NULL in code and nullable in live',
      '::error title=Drift%3A policy%3Apublic.guests."a|b"::policy public.guests.a|b exists in live <and> not in "code" & more',
      '::error title=Drift%3A view%3Apublic.totals::column public.guests.email is NOT NULL in code and nullable in live',
      '::warning file=src/a.ts,line=3,col=1,title=Not read::100%25 of src/a.ts, it throws. Correct it.',
      '',
    ]);
  });

  it('say why what cannot be told cannot, and one warning for what fails for one reason', () => {
    const reason = 'Both sides can express it. It may be what could not be read: the statement at a.sql:1 failed.';
    const at = (line: number) => ({ source: 'migrations', file: 'a.sql', line, statement: line }) as const;
    const first: Problem = { ...unread, message: 'a.sql:1 fails', remedy: null, origin: at(1) };
    const second: Problem = { ...first, message: 'a.sql:2 fails', origin: at(2), because: at(1) };
    expect(driftToGithub(resultOf([{ ...policy, verdict: 'undecided', reason }], [first, second])).split('\n')).toEqual(
      [
        `::error title=Drift%3A policy%3Apublic.guests."a|b"::${policy.summary}. It may be what could not be read: the statement at a.sql:1 failed.`,
        '::warning file=a.sql,line=1,col=1,title=Not read::a.sql:1 fails. Because of it another statement fails: a.sql:2',
        '',
      ],
    );
  });

  it('are none where nothing differs', () => {
    expect(driftToGithub(resultOf([]))).toBe('');
  });
});

describe('JUnit', () => {
  const parse = (xml: string) =>
    new Map([...xml.matchAll(/(tests|failures|errors|skipped)="(\d+)"/g)].map((m) => [m[1], m[2]]));

  it('has a case for each difference and for what could not be read, and counts them', () => {
    const xml = driftToJunit(whole);
    expect(Object.fromEntries(parse(xml))).toEqual({ tests: '6', failures: '3', errors: '1', skipped: '2' });
    expect(xml).toContain('name="policy:public.guests.&quot;a|b&quot;"');
    expect(xml).toContain('&lt;and&gt; not in &quot;code&quot; &amp; more');
    expect(xml).toContain('code: absent\nlive: present');
  });

  it('has one case that passes where nothing differs, since an empty suite is an error to some servers', () => {
    expect(driftToJunit(resultOf([]))).toContain('<testcase classname="drift" name="no difference"/>');
  });

  it('holds no character that XML forbids', () => {
    const bell = driftToJunit(resultOf([{ ...column, summary: 'rings \u0007 and \ud800' }]));
    expect(bell).toContain('rings \ufffd and \ufffd');
  });
});

interface Sarif {
  readonly runs: readonly [
    {
      readonly invocations: readonly [{ readonly executionSuccessful: boolean }];
      readonly results: readonly Record<string, unknown>[];
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    },
  ];
}

describe('SARIF', () => {
  const [run] = (driftToSarif(whole, '1.2.3') as Sarif).runs;

  it('points at the Drizzle line, with the path as a URI', () => {
    expect(run.results[0]).toMatchObject({
      ruleId: 'drift/drift',
      level: 'error',
      partialFingerprints: { 'raingauge/difference/v1': column.key },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/my%20schema.ts', uriBaseId: 'PROJECT' },
            region: { startLine: 12, startColumn: 3 },
          },
          logicalLocations: [{ fullyQualifiedName: 'column:public.guests.email', kind: 'column' }],
        },
      ],
    });
  });

  it('names the object alone where there is no line', () => {
    expect(run.results[1]?.locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: policy.object, kind: 'policy' }] },
    ]);
  });

  it('keeps what is waived as suppressed, with its reason', () => {
    expect(run.results.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'note', 'error']);
    expect(run.results[4]).toMatchObject({
      suppressions: [{ kind: 'external', status: 'accepted', justification: 'Until the import is over' }],
    });
  });

  it('has each result’s rule at its index, and says whether all could be read', () => {
    for (const { ruleId, ruleIndex } of run.results) {
      expect(run.tool.driver.rules[ruleIndex as number]?.id).toBe(ruleId);
    }
    expect(run.invocations[0].executionSuccessful).toBe(false);
  });
});

describe('Markdown', () => {
  const text = driftToMarkdown(whole);

  it('says why it cannot be told who is wrong', () => {
    const reason = 'Both sides can express it. The migrations say a third thing, so that nobody can be told wrong.';
    const row = driftToMarkdown(resultOf([{ ...column, verdict: 'undecided', reason }]));
    expect(row).toContain(
      '| cannot be told: The migrations say a third thing, so that nobody can be told wrong. | `src/my schema.ts:12` |',
    );
    expect(driftToMarkdown(resultOf([{ ...column, verdict: 'undecided' }]))).toContain('| cannot be told | `src');
  });

  it('tells of a structured value the parts that differ, and of an empty one that there is none', () => {
    const state = (value: unknown) => ({ present: true, value, deparsed: null, origins: [] });
    const told = (code: unknown, live: unknown) =>
      driftToMarkdown(resultOf([{ ...column, states: { code: state(code), live: state(live) } }]));
    expect(told({ at: { start: '1', cache: '1' } }, { at: { start: '5', cache: '1' } })).toContain(
      '| `at.start: 1` | `at.start: 5` |',
    );
    expect(told({ security_invoker: 'true' }, {})).toContain('| `security_invoker: true` | `none` |');
  });

  it('begins with the answer', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      '## Schema drift: code → live',
      '',
      '**3 differences count.** Of 5 in all: 4 drift, 1 cosmetic; 1 waived. **Not everything could be read or decided.**',
    ]);
  });

  it('has a table for each object with both sides, who is wrong and the line', () => {
    expect(text).toContain(
      '| column email: nullable | `false` | `true` | the database was changed by hand | `src/my schema.ts:12` |',
    );
    expect(text).toContain('| policy a\\|b | `absent` | `present` | the code forgot it |  |');
  });

  it('says what would be destroyed', () => {
    expect(text).toContain('drizzle-kit push (0.31) would drop it | `DROP POLICY "a\\|b" ON "guests" CASCADE;` |');
  });

  it('puts long texts below the table, whole', () => {
    expect(text).toContain('| definition | (below) | `SELECT 1` |');
    expect(text).toContain(`\`\`\`sql\nSELECT ${'a, '.repeat(30)} b\n\`\`\``);
  });

  it('says that nothing counts', () => {
    expect(driftToMarkdown(resultOf([]))).toBe('## Schema drift: code → live\n\n**No difference counts.**\n');
  });

  it('says what drizzle-kit would take away beside what differs, and of much for one reason how much', () => {
    const elsewhere = Array.from({ length: 25 }, (_, index) => ({
      object: `column:public.guests.c${index}` as const,
      fact: {
        command: 'push' as const,
        line: '0.31',
        verdict: 'weakens' as const,
        statement: `ALTER TABLE "guests" DROP CONSTRAINT "c${index}";`,
        reason: 'It takes NOT NULL for a check.',
      },
    }));
    const said = driftToMarkdown({ ...resultOf([]), kit: { line: '0.31', elsewhere } });
    expect(said).toContain('### Would be destroyed beside what differs');
    expect(said).toContain('drizzle-kit push (0.31) would weaken it. It takes NOT NULL for a check.');
    expect(said).toContain('| `column:public.guests.c19` | `ALTER TABLE "guests" DROP CONSTRAINT "c19";` |');
    expect(said).toContain('… and 5 more.');
    expect(said).not.toContain('c20');
  });
});
