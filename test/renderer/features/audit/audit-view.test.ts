import { describe, expect, it } from 'vitest';
import type { Finding } from '#app/api';
import { headline } from '#renderer/features/audit/answer.tsx';
import { filterFindings, isNarrowedAudit } from '#renderer/features/audit/filter.ts';
import {
  type FindingRow,
  findingRows,
  inReadingOrder,
  neighbourFinding,
  subjectText,
} from '#renderer/features/audit/finding-rows.ts';
import { isolationHeadline } from '#renderer/features/audit/isolation-looks.ts';
import { findingsMarkdown } from '#renderer/features/audit/list-footer.tsx';
import { type AuditFilters, NO_AUDIT_FILTERS } from '#renderer/stores';
import { processorTime } from '#test/support/processor-time.ts';
import { FILE, GUESTS, HALLS, madeUpFinding, NO_TOTALS, WAIVED } from './made-up-findings.ts';

const ALL = [GUESTS, WAIVED, HALLS, FILE];
const keysOf = (part: Partial<AuditFilters>) =>
  filterFindings(ALL, { ...NO_AUDIT_FILTERS, ...part }).shown.map(({ key }) => key);

describe('the headline of an audit', () => {
  const counts = NO_TOTALS.bySeverity;
  it.each([
    [
      'the gravest',
      { open: 3, bySeverity: { ...counts, critical: 1, high: 2 } },
      '1 critical and 2 high findings open',
    ],
    ['a single one', { open: 1, bySeverity: { ...counts, high: 1 } }, '1 high finding open'],
    ['that none is grave', { open: 2, bySeverity: { ...counts, low: 2 } }, '2 findings open, none of them grave'],
    ['that nothing is', {}, 'Nothing is open'],
  ])('says %s', (_, totals, text) => {
    expect(headline({ complete: true, totals: { ...NO_TOTALS, ...totals } }).text).toBe(text);
  });

  it('does not call good what could not be read', () => {
    expect(headline({ complete: false, totals: NO_TOTALS })).toMatchObject({ tone: 'warn' });
    const one = { ...NO_TOTALS, open: 1, bySeverity: { ...counts, low: 1 } };
    expect(headline({ complete: false, totals: one }).text).toBe('1 finding open in what could be read');
    expect(headline({ complete: true, totals: one }).text).toBe('1 finding open, not grave');
  });
});

describe('the headline of an isolation proof', () => {
  const none = { objects: 5, isolated: 0, leaks: 0, notProvable: 0, exempt: 0 };
  it.each([
    ['a leak first', { leaks: 2, notProvable: 1 }, true, '2 of 5 let another tenant through', 'leaks'],
    ['what is not provable', { isolated: 4, notProvable: 1 }, true, 'No leak, and 1 of 5 not provable', 'not-provable'],
    ['that not all could be read', { isolated: 5 }, false, 'No leak in what could be read', 'not-provable'],
    ['that nothing could be read', { objects: 0 }, false, 'Nothing could be read to prove it on', 'not-provable'],
    [
      'that all are isolated',
      { isolated: 4, exempt: 1 },
      true,
      'All 4 that hold tenants’ data are isolated',
      'isolated',
    ],
    ['that there is nothing to keep apart', { exempt: 5 }, true, 'Nothing here holds tenants’ data', 'exempt'],
  ] as const)('says %s', (_, totals, complete, text, verdict) => {
    expect(isolationHeadline({ totals: { ...none, ...totals }, complete })).toEqual({ text, verdict });
  });
});

describe('filters of findings', () => {
  it('leave out what is waived unless it is asked for', () => {
    expect(keysOf({})).toEqual([GUESTS.key, HALLS.key, FILE.key]);
    expect(keysOf({ waived: true })).toEqual([WAIVED.key]);
  });

  it.each([
    [{ text: 'guests SCHEMA' }, [GUESTS]],
    [{ severities: ['low'] }, [FILE]],
    [{ dimensions: ['tenancy', 'operations'] }, [GUESTS, FILE]],
    [{ likelihoods: ['unknown'] }, [HALLS, FILE]],
    [{ rules: ['fk-no-index'] }, [HALLS]],
    [{ sources: ['live', 'migrations'] }, [GUESTS, HALLS]],
    [{ fixable: true }, [GUESTS]],
  ] satisfies [Partial<AuditFilters>, unknown][])('%o', (part, left) => {
    expect(keysOf(part)).toEqual(left.map(({ key }) => key));
    expect(isNarrowedAudit({ ...NO_AUDIT_FILTERS, ...part })).toBe(true);
  });

  it('count what each value would leave, the chosen ones of its own filter aside', () => {
    const { facets, all } = filterFindings(ALL, { ...NO_AUDIT_FILTERS, severities: ['low'] });
    expect(facets.severities).toEqual([
      ['critical', 1],
      ['medium', 1],
      ['low', 1],
    ]);
    expect(facets.dimensions).toEqual([['operations', 1]]);
    expect(all).toBe(3);
  });
});

describe('rows of findings', () => {
  const groups = (rows: readonly FindingRow[]) => rows.flatMap((row) => (row.row === 'group' ? [row.text] : []));
  it.each([
    ['severity', ['Critical', 'Medium', 'Low']],
    ['dimension', ['Tenancy', 'Integrity', 'Operations']],
    ['rule', ['rls-disabled', 'fk-no-index', 'backup-not-documented']],
    ['table', ['public.countries', 'public.guests', 'public.halls', 'About no table']],
    ['file', ['In the database only', 'src/schema/guests.ts', 'drizzle/0001_a.sql', 'README.md']],
  ] as const)('stand by %s, the gravest first', (by, names) => {
    expect(groups(findingRows(ALL, by, new Set()))).toEqual(names);
  });

  it('are walked around the end, and folded ones are passed over', () => {
    const rows = findingRows([GUESTS, HALLS, FILE], 'severity', new Set(['group severity Medium']));
    expect(neighbourFinding(rows, null, 1)).toBe(GUESTS.key);
    expect(neighbourFinding(rows, GUESTS.key, 1)).toBe(FILE.key);
    expect(neighbourFinding(rows, FILE.key, 1)).toBe(GUESTS.key);
    expect(neighbourFinding(rows, GUESTS.key, -1)).toBe(FILE.key);
  });

  it('stand by weight and rule, then as people count', () => {
    const of = (name: string, severity: Finding['severity'] = 'high') =>
      madeUpFinding({ rule: 'rule', object: `table:public.${name}`, severity });
    const ordered = inReadingOrder([of('t10'), of('t2'), of('t1', 'low'), of('t3', 'critical')]);
    expect(ordered.map(subjectText)).toEqual(['public.t3', 'public.t2', 'public.t10', 'public.t1']);
  });

  it('are many and still quick', () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      madeUpFinding({ rule: `rule-${index % 80}`, object: `table:public.t${index % 900}`, key: `rule-${index}` }),
    );
    const took = processorTime(() => {
      const { shown } = filterFindings(many, { ...NO_AUDIT_FILTERS, text: 'public' });
      expect(findingRows(shown, 'table', new Set())).toHaveLength(5900);
    });
    expect(took).toBeLessThan(4000);
  });
});

it('is copied as a list with rule and line', () => {
  expect(findingsMarkdown([GUESTS, WAIVED])).toBe(
    [
      '- **critical** `rls-disabled` on `public.guests`: table:public.guests is not as it should be. (src/schema/guests.ts:4)',
      '- **critical** `rls-disabled` on `public.countries`: table:public.countries is not as it should be. _Waived: The same for all_',
      '',
    ].join('\n'),
  );
});
