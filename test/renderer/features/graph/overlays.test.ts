import { describe, expect, it } from 'vitest';
import type { AuditResult, Finding } from '#app/api';
import { type ObjectId, objectId, type Reading, type Statistics } from '#app/catalog';
import { NO_ARRANGEMENT } from '#app/graph';
import type { Usage, UsageKind } from '#app/usages';
import { type OverlayInput, overlayMarks } from '#renderer/features/graph/marks.ts';
import { figureText } from '#renderer/features/graph/overlay-marks.ts';
import { sceneOf } from '#renderer/features/graph/scene.ts';
import { NO_TENANT_SETTINGS } from '#renderer/lib/coverage.ts';
import type { Overlay } from '#renderer/stores';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { madeUpFinding } from '../audit/made-up-findings.ts';

const TENANT = "company_id = current_setting('app.company_id', true)::uuid";
const catalog = schemaOf({
  tables: {
    companies: ['id uuid pk'],
    guests: {
      columns: ['id uuid pk', 'company_id uuid ! index -> companies'],
      rls: 'forced',
      policies: [{ using: TENANT, roles: ['app'] }],
    },
    meals: {
      columns: ['id uuid pk', 'company_id uuid ! index -> companies', 'guest_id uuid -> guests'],
      rls: 'forced',
      policies: [{ using: 'true', roles: ['app'] }],
    },
    notes: ['id uuid pk', 'company_id uuid ! index -> companies'],
  },
  views: { guest_list: 'SELECT id FROM guests' },
});
const table = (name: string) => objectId('table', 'public', name);
const size = (name: string, bytes: number, rowEstimate: number) => ({ table: table(name), bytes, rowEstimate });
const statistics: Statistics = {
  tables: [size('guests', 3 * 1024 ** 3, 2_000_000), size('meals', 8192, -1)],
};
const code: Reading = { source: { kind: 'code', label: 'code' }, catalog, report: [] };
const live: Reading = { source: { kind: 'live', label: 'live' }, catalog, report: [], statistics };

const usage = (name: string, kind: UsageKind, test = false): Usage => ({
  object: table(name),
  kind,
  via: 'drizzle',
  file: 'src/a.ts',
  line: 1,
  column: 1,
  text: '',
  test,
});

function marksOf(overlay: Overlay, over: Partial<OverlayInput> = {}) {
  const readings = new Map([
    ['code', code],
    ['live', live],
  ]);
  return overlayMarks(overlay, {
    scene: sceneOf(code, { code, tenant: NO_TENANT_SETTINGS, arrangement: NO_ARRANGEMENT }),
    reading: code,
    readings,
    tenant: NO_TENANT_SETTINGS,
    drift: { result: null, compared: [null, null] },
    audit: null,
    usages: null,
    role: null,
    ...over,
  });
}
const labels = (marks: ReturnType<typeof marksOf>) =>
  Object.fromEntries([...marks.nodes].map(([id, { label }]) => [id.replace(/^.*\./, ''), label]));
const audited = (findings: readonly Finding[]) => ({ findings }) as AuditResult;

describe('the overlay of findings', () => {
  const found = audited([
    madeUpFinding({ rule: 'a', object: table('guests'), severity: 'critical' }),
    madeUpFinding({ rule: 'b', object: objectId('column', 'public', 'guests', 'id'), table: table('guests') }),
    madeUpFinding({ rule: 'c', object: objectId('view', 'public', 'guest_list'), severity: 'low' }),
    madeUpFinding({ rule: 'd', object: 'file:"README.md"' as ObjectId, severity: 'high' }),
    madeUpFinding({ rule: 'e', object: table('meals'), severity: 'critical', status: 'waived' }),
  ]);
  const marks = marksOf('findings', { audit: found });

  it('shows the worst that is open of a table, of its parts and of views; what is waived is none', () => {
    expect(labels(marks)).toMatchObject({ guests: 'critical', guest_list: 'low', meals: 'no finding' });
  });
  it('counts what is on tables and says what is elsewhere', () => {
    expect(figureText(marks, table('guests'))).toBe('2 findings');
    expect(marks.answer).toBe(
      '4 of 5 tables and views have nothing critical or high; 3 open findings on them, 1 on other objects',
    );
    expect(marks.percent).toBe(80);
  });
  it('shows what is told of a schema once at every table that it is about', () => {
    const evidence = ['notes', 'meals'].map((name) => ({ text: `${name} has company_id.`, object: table(name) }));
    const once = madeUpFinding({ rule: 'rls-disabled', object: 'schema:public' as ObjectId, table: null, evidence });
    const shown = marksOf('findings', { audit: audited([{ ...once, severity: 'critical' }]) });
    expect(labels(shown)).toMatchObject({ notes: 'critical', meals: 'critical', guests: 'no finding' });
    expect(shown.answer).toContain('1 open finding on them');
  });
  it('says so where nothing was audited', () => {
    expect(marksOf('findings').answer).toContain('not been audited');
  });
});

describe('the overlay of row security', () => {
  it('excuses what a waiver accepts, as the audit does', () => {
    const excused = [{ rule: 'rls-disabled', object: 'table:public.n*', reason: 'Everybody’s.' }];
    const readings = { reading: live };
    expect(labels(marksOf('rls', readings)).notes).toBe('off with tenant data');
    const marks = marksOf('rls', { ...readings, tenant: { ...NO_TENANT_SETTINGS, excused } });
    expect(labels(marks).notes).toBe('needs none');
    expect(marks.answer).toBe('1 of 2 tables with data of companies are protected');
  });
});

describe('the overlay of sizes', () => {
  it('takes a database’s statistics for code too, and says which it took', () => {
    const marks = marksOf('size');
    expect(labels(marks)).toEqual({
      guests: '1 to 10 GB',
      meals: 'under 1 MB',
      companies: 'not known',
      notes: 'not known',
    });
    expect(figureText(marks, table('guests'))).toBe('3.0 GB');
    expect(marks.answer).toBe('3.0 GB and about 2,000,000 rows in 2 tables of live');
    expect(marks.gaps.size).toBe(0);
  });
  it('says so where nothing tells sizes', () => {
    expect(marksOf('size', { readings: new Map([['code', code]]) }).answer).toContain('No source');
  });
});

describe('the overlay of usage', () => {
  it('tells what statements of the code do; tests and imports are no use', () => {
    const usages = {
      schemaVersion: 1,
      complete: true,
      usages: [
        usage('guests', 'insert'),
        usage('guests', 'select'),
        usage('meals', 'join'),
        usage('companies', 'reference'),
        usage('notes', 'import'),
        usage('notes', 'select', true),
      ],
    } as unknown as NonNullable<OverlayInput['usages']>;
    const marks = marksOf('usage', { usages });
    expect(labels(marks)).toEqual({
      guests: 'read and written',
      meals: 'read only',
      companies: 'in the schema only',
      notes: 'not used',
      guest_list: 'not used',
    });
    expect(marks.percent).toBe(40);
    expect(figureText(marks, table('meals'))).toBe('1 statement');
  });
});

describe('row security with one role’s rights', () => {
  it('is what the role may do, by the source that knows most', () => {
    const withGrants: Reading = {
      ...live,
      catalog: {
        ...catalog,
        objects: {
          ...catalog.objects,
          grant: ['guests', 'meals', 'notes'].map((name) => ({
            kind: 'grant' as const,
            id: objectId('grant', table(name), 'app'),
            comment: null,
            origins: [],
            on: table(name),
            grantee: 'app',
            privileges: [{ privilege: 'SELECT', grantable: false }],
            revoked: [],
          })),
        },
      },
    };
    const marks = marksOf('rls', { role: 'app', readings: new Map([['live', withGrants]]) });
    expect(labels(marks)).toEqual({
      companies: 'nothing granted',
      guests: 'rows its policies let through',
      meals: 'every row',
      notes: 'every row',
    });
    expect(marks.answer).toBe('app is held to policies on 1 of the 3 tables it may use, says live');
    expect(marks.percent).toBe(33);
  });
});

describe('every overlay', () => {
  it('tells its states apart without colour: by mark or by hatching', () => {
    for (const overlay of ['rls', 'fk', 'findings', 'size', 'usage'] as const) {
      const marks = marksOf(overlay, { audit: audited([]), usages: { usages: [] } as never });
      const looks = marks.legend.map(({ look }) => `${look.mark} ${look.hatch}`);
      expect(new Set(looks).size, overlay).toBe(looks.length);
    }
  });
  it('says of each module what it says of the whole', () => {
    for (const overlay of ['rls', 'fk', 'findings', 'size', 'usage'] as const) {
      const marks = marksOf(overlay, { audit: audited([]), usages: { usages: [] } as never });
      expect(marks.modules.size, overlay).toBeGreaterThan(0);
    }
  });
});
