import { describe, expect, it } from 'vitest';
import type { AuditResult, Finding } from '#app/api';
import { DIMENSIONS, SEVERITIES } from '#app/audit';
import type { MigrationFacts, Reading, SourceKind } from '#app/catalog';
import { buildReport, type ReportInput, reportToHtml, reportToMarkdown } from '#app/report';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onload='x`;

const catalog = schemaOf({
  tables: {
    companies: ['id uuid pk', 'name text !'],
    guests: {
      columns: ['id uuid pk', 'company_id uuid ! index -> companies', 'email text'],
      rls: 'forced',
      policies: [{ using: "company_id = current_setting('app.company_id')::uuid" }],
    },
    gifts: ['id uuid pk', 'company_id uuid -> companies', 'label text'],
    rsvps: ['id uuid pk', 'guest_id uuid ! -> guests'],
    rates: ['key text pk'],
    vouchers: ['id uuid pk', 'company_id uuid ! index -> companies'],
  },
});

function reading(kind: SourceKind, more: Partial<Reading> = {}): Reading {
  return { source: { kind, label: kind }, catalog, report: [], ...more };
}

function finding(rule: string, object: string, more: Partial<Finding> = {}): Finding {
  return {
    key: `${rule} ${object}`,
    rule,
    severity: 'high',
    dimension: 'tenancy',
    object,
    table: object,
    message: `Something is wrong with ${object}.`,
    evidence: [],
    origins: [{ source: 'code', file: 'src/schema.ts', line: 12, column: 3 }],
    sources: ['live'],
    likelihood: 'likely',
    remedy: { title: 'Put it right', sql: true, code: false, advice: null },
    status: 'open',
    waiver: null,
    isNew: null,
    ...more,
  };
}

const deferred: Partial<Finding> = {
  status: 'waived',
  waiver: { kind: 'deferred', reason: 'After the season.', owner: 'platform', expires: '2027-01-01' },
};

function resultOf(findings: readonly Finding[], more: Partial<AuditResult> = {}): AuditResult {
  const open = findings.filter(({ status }) => status === 'open');
  const count = <T extends string>(words: readonly T[], of: (one: Finding) => T) =>
    Object.fromEntries(words.map((word) => [word, open.filter((one) => of(one) === word).length])) as Record<T, number>;
  const waived = (kind: 'by-design' | 'deferred') => findings.filter(({ waiver }) => waiver?.kind === kind).length;
  return {
    schemaVersion: 1,
    complete: true,
    unread: [],
    sources: [{ source: 'live', label: 'live' }],
    tenancy: { root: { schema: 'public', name: 'companies' }, columns: ['company_id'], evidence: [] },
    findings,
    baseline: null,
    resolved: [],
    rules: [...new Set(findings.map(({ rule }) => rule))].map((id) => ({
      id,
      title: `Rule ${id}`,
      severity: 'high',
      dimension: 'tenancy',
      fix: ['sql'],
      state: 'evaluated',
      reason: null,
      findings: 1,
    })),
    waivers: { unused: [], expired: [] },
    totals: {
      all: findings.length,
      open: open.length,
      byDesign: waived('by-design'),
      deferred: waived('deferred'),
      new: 0,
      resolved: 0,
      bySeverity: count(SEVERITIES, ({ severity }) => severity),
      byDimension: count(DIMENSIONS, ({ dimension }) => dimension),
    },
    ...more,
  };
}

function inputOf(findings: readonly Finding[], more: Partial<ReportInput> = {}): ReportInput {
  return {
    project: 'lanternfield',
    at: '2026-11-21T23:08:12.000Z',
    version: '1.2.3',
    result: resultOf(findings),
    readings: [reading('live')],
    usages: null,
    options: {},
    plan: { migrations: [], code: [], person: [] },
    ...more,
  };
}

const grave = [
  finding('rls-disabled', 'table:public.gifts', { severity: 'critical' }),
  finding('fk-no-index', 'foreign-key:public.rsvps.rsvps_guest_id_fkey', {
    severity: 'medium',
    dimension: 'integrity',
  }),
  finding('rls-disabled', 'table:public.vouchers', { severity: 'critical', ...deferred }),
];

describe('a report', () => {
  it('says first whether the schema is ready, in one sentence with its figures', () => {
    const report = buildReport(inputOf(grave));
    expect(report.verdict).toBe('blocked');
    expect(report.headline).toBe(
      'Not ready: 1 critical finding is open. 1 of 3 tables with tenants’ data lacks sound row security, and 1 more relies on its parent’s.',
    );
    expect(buildReport(inputOf([finding('name-plural', 'table:public.rates', { severity: 'low' })])).verdict).toBe(
      'at-risk',
    );
    const [, afterTitle] = reportToMarkdown(report).split('\n\n');
    expect(afterTitle).toBe(`**${report.headline}**`);
  });

  it('counts severity by what has become of the findings, and only open ones as risk', () => {
    const report = buildReport(inputOf(grave));
    expect(report.summary.find(({ severity }) => severity === 'critical')).toEqual({
      severity: 'critical',
      open: 1,
      deferred: 1,
      'by-design': 0,
      resolved: 0,
    });
    expect(report.matrix.totals).toEqual({ critical: 1, high: 0, medium: 1, low: 0, info: 0 });
    expect(report.matrix.byDimension.map(({ dimension, all }) => [dimension, all])).toEqual([
      ['tenancy', 1],
      ['integrity', 1],
    ]);
  });

  it('lists tables without row security with the reason, and takes a waiver’s reason for an exemption', () => {
    const { rowSecurity, tenantColumns } = buildReport(inputOf(grave));
    expect(rowSecurity?.gaps.map(({ table, state }) => [table, state])).toEqual([['table:public.gifts', 'off']]);
    expect(rowSecurity?.without).toContainEqual({
      table: 'table:public.vouchers',
      name: 'vouchers',
      reason: 'Waived: After the season.',
    });
    expect(tenantColumns?.counts).toEqual({ required: 2, nullable: 1, 'via-parent': 1, root: 1, none: 1 });
  });

  it('tells the purpose and the flags of each migration', () => {
    const statement = (
      line: number,
      command: string,
      objects: readonly (readonly [string, 'made' | 'changed'])[],
      outcome = 'ran',
    ) => ({
      origin: { source: 'migrations' as const, file: 'drizzle/0000_first.sql', line, column: 1, statement: line },
      command,
      objects: objects.map(([object, did]) => ({ object, did })),
      outcome: outcome as 'ran' | 'no-effect',
      outsideTransaction: false,
      flags: [],
    });
    const migrations: MigrationFacts = {
      layout: 'journal',
      folder: 'drizzle',
      files: [
        {
          path: 'drizzle/0000_first.sql',
          tag: '0000_first',
          when: 1_772_352_000_000,
          statements: 4,
          hash: 'x',
          state: 'edited',
          applied: true,
        },
      ],
      statements: [
        statement(1, 'CREATE TABLE', [
          ['table:public.guests', 'made'],
          ['column:public.guests.id', 'made'],
        ]),
        statement(2, 'ALTER TABLE', [['column:public.gifts.label', 'made']]),
        statement(3, 'UPDATE', []),
        statement(4, 'CREATE INDEX', [], 'no-effect'),
      ],
      journal: null,
      database: 'read',
      appliedOnly: [],
    };
    const flagged = finding('migration-locks', 'table:public.guests', {
      severity: 'medium',
      origins: [{ source: 'migrations', file: 'drizzle/0000_first.sql', line: 2, column: 1 }],
    });
    const report = buildReport(
      inputOf([flagged], { readings: [reading('live'), reading('migrations', { migrations })] }),
    );
    expect(report.migrations).toEqual([
      {
        tag: '0000_first',
        path: 'drizzle/0000_first.sql',
        day: '2026-03-01',
        statements: 4,
        purpose: 'Creates table guests and column gifts.label; moves or fills data',
        state: 'edited',
        flags: ['edited after it was applied', '1 statement without effect', 'migration-locks'],
      },
    ]);
    const applied = report.checklist.find(({ command }) => command === 'raingauge drift migrations live');
    expect(applied?.state).toBe('blocked');
  });

  it('gives every item of the checklist a command, and blocks what the findings contradict', () => {
    const { checklist } = buildReport(inputOf(grave, { options: { applicationRole: "o'app" } }));
    expect(checklist.every(({ command }) => command.trim() !== '')).toBe(true);
    expect(checklist.find(({ command }) => command.includes('--fail-on high'))?.state).toBe('blocked');
    expect(checklist.find(({ command }) => command.includes('rolbypassrls'))?.command).toContain("'o''app'");
  });

  it('says what was not evaluated and not read, also where nothing was found', () => {
    const result = resultOf([], {
      complete: false,
      unread: [
        {
          code: 'permission-denied',
          effect: 'unread',
          message: 'Policies could not be read.',
          remedy: 'Grant it.',
          object: null,
          origin: null,
          cause: null,
        },
      ],
    });
    const report = buildReport(inputOf([], { result, readings: [] }));
    expect(report.headline).toContain('Not everything could be read.');
    for (const text of [reportToMarkdown(report), reportToHtml(report)])
      expect(text).toContain('Policies could not be read. Grant it.');
  });
});

describe('the HTML report', () => {
  const hostile = schemaOf({
    tables: { [HOSTILE]: { columns: ['id uuid pk', 'tenant_id uuid'] }, b: ['id uuid pk', 'tenant_id uuid'] },
  });
  const input = inputOf([
    finding(HOSTILE, `table:public.${HOSTILE}`, {
      message: HOSTILE,
      origins: [{ source: 'code', file: HOSTILE, line: 1, column: 1 }],
      status: 'waived',
      waiver: { kind: 'by-design', reason: HOSTILE, owner: HOSTILE, expires: null },
      remedy: { title: HOSTILE, sql: true, code: true, advice: HOSTILE },
    }),
  ]);
  const html = reportToHtml(
    buildReport({
      ...input,
      project: HOSTILE,
      readings: [{ ...reading('live'), catalog: hostile, source: { kind: 'live', label: HOSTILE } }],
    }),
  );

  it('takes nothing of a schema for markup', () => {
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script&gt;');
    // Every tag is one of ours: names and quoted values, and nothing else between the brackets.
    const body = html.replace(/<style>[\s\S]*?<\/style>/, '');
    const tags = [...body.matchAll(/<(?!\/|!)([^>]*)>/g)].map(([, inner = '']) => inner.replace(/="[^"]*"/g, ''));
    expect(tags.filter((tag) => !/^[a-z][a-zA-Z0-9]*(\s+[a-zA-Z-]+)*$/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\son/i.test(tag))).toEqual([]);
  });

  it('fetches and runs nothing', () => {
    expect(html).toContain("default-src 'none'");
    const outside = reportToHtml(buildReport(inputOf(grave))).match(
      /(?:src|href)="(?!#)[^"]*"|@import|url\((?!#)[^)]*\)/g,
    );
    expect(outside).toBeNull();
  });

  it('is the same for the same input', () => {
    expect(reportToHtml(buildReport(inputOf(grave)))).toBe(reportToHtml(buildReport(inputOf(grave))));
  });

  it('counts a rule with findings of several weights by the gravest, and says how many there are in all', () => {
    const slight = { severity: 'low' } as const;
    const keys = [finding('fk-missing', 'a'), finding('fk-missing', 'b', slight), finding('fk-missing', 'c', slight)];
    const text = reportToHtml(buildReport(inputOf(keys))).replace(/<[^>]+>/g, ' ');
    expect(text).toMatch(/What to begin with\s+High\s+Rule fk-missing\s+once/);
    expect(text).toContain('1 high, 3 open');
  });

  it('says of tables of which the same is to be said so once', () => {
    const scoped = ['id uuid pk', 'company_id uuid ! -> companies'];
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, scoped]));
    const alike = schemaOf({ tables: { companies: ['id uuid pk'], ...many } });
    const text = reportToHtml(buildReport(inputOf([], { readings: [{ ...reading('live'), catalog: alike }] })));
    expect(text.match(/<td>Row security is off and company_id says whose the rows are/g)).toHaveLength(1);
    expect(text).toContain('5 tables: ');
  });
});

describe('the Markdown report', () => {
  it('names under what is told of a schema once every object with its line', () => {
    const origin = { source: 'code', file: 'src/schema.ts', line: 7 } as const;
    const evidence = [{ text: 'gifts has company_id.', object: 'table:public.gifts', origin }];
    const report = buildReport(inputOf([finding('rls-disabled', 'schema:public', { table: null, evidence })]));
    expect(reportToMarkdown(report)).toContain('gifts has company\\_id. `src/schema.ts:7`');
    expect(reportToHtml(report)).toMatch(/<ul class="told names"><li>gifts has company_(<wbr>)?id\. <code>/);
  });

  it('says of each schema how many references have a key, and how sure a guess is', () => {
    const tables = {
      users: ['id uuid pk'],
      notes: ['id uuid pk', 'user_id uuid index -> users'],
      'billing.accounts': ['id uuid pk'],
      'billing.invoices': ['id uuid pk', 'account_id uuid'],
    };
    const readings = [reading('live', { catalog: schemaOf({ tables }) })];
    const text = reportToMarkdown(buildReport(inputOf([], { readings })));
    const cells = text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      );
    expect(cells).toContainEqual(['`billing`', '1', '0 %', '0 %']);
    expect(cells).toContainEqual(['`public`', '1', '100 %', '100 %']);
    expect(cells).toContainEqual([
      '`invoices.account_id → accounts`',
      'no key, by its name a reference (95 %)',
      'none',
    ]);
  });

  it('keeps hostile names inside their cells', () => {
    const text = reportToMarkdown(
      buildReport(inputOf([finding('x', 'table:public.a|b', { message: `a|b\n# ${HOSTILE}` })])),
    );
    expect(text).not.toMatch(/^# "/m);
    expect(text).not.toMatch(/(?<!\\)<script/);
    const rows = text.split('\n').filter((line) => line.startsWith('| `a'));
    expect(rows).toHaveLength(1);
  });

  it('says in which order what is open is put right, by migrations, edits and decisions', () => {
    const open = [
      finding('rls-disabled', 'table:public.gifts', { severity: 'critical' }),
      finding('fk-missing', 'column:public.rsvps.guest_id', { dimension: 'integrity' }),
      finding('relation-missing', 'column:public.gifts.company_id', { dimension: 'integration' }),
      finding('wide-body-inline', 'table:public.gifts', { severity: 'low', dimension: 'scale' }),
    ];
    const [first, second, third, fourth] = open.map(({ key }) => key);
    const step = (id: string, priority: 'P0' | 'P1', about: 'tenancy' | 'integrity', ended: readonly string[]) => ({
      ...{ id, priority, about, ended, brought: [], edits: [] },
    });
    const plan = {
      migrations: [
        step('p0-tenancy', 'P0', 'tenancy', [first ?? '']),
        step('p1-integrity', 'P1', 'integrity', [second ?? '']),
      ],
      code: [third ?? ''],
      person: [fourth ?? ''],
    };
    const report = buildReport(inputOf(open, { plan }));
    expect(report.plan?.steps.map(({ priority, does, findings }) => [priority, does, findings])).toEqual([
      ['P0', 'migration', 1],
      ['P1', 'migration', 1],
      ['P1', 'code', 1],
      ['P3', 'person', 1],
    ]);
    const said = 'Of 4 open findings 2 migrations end 2, edits of the code end 1 and 1 is for a person to decide.';
    expect(reportToMarkdown(report)).toContain(said);
    const html = reportToHtml(report);
    expect(html).toContain(said);
    expect(html.indexOf('p0-tenancy')).toBeGreaterThan(0);
    expect(html.indexOf('p0-tenancy')).toBeLessThan(html.indexOf('p1-integrity'));
  });
});
