import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditResult, Finding } from '#app/api';
import {
  type AuditInput,
  type AuditOptions,
  applyEdits,
  auditSourceOf,
  type Found,
  RULES,
  runAudit,
  splitKey,
  tablesOf,
} from '#app/audit';
import { renderSteps } from '#app/plan';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { sliceFor } from '#test/support/slices.ts';
import type { Point, Unwanted, Wanted } from './seeds/point.ts';
import { POINTS_000 } from './seeds/points-000.ts';
import { POINTS_001 } from './seeds/points-001.ts';
import { POINTS_002 } from './seeds/points-002.ts';
import { POINTS_003 } from './seeds/points-003.ts';
import { POINTS_004 } from './seeds/points-004.ts';

/**
 * What five teams found out about their schemas by hand (test/fixtures/seeds.md): each of their points is a finding, or it is
 * said why no schema shows it. Points that wait for a rule are skipped, and fail once there is such a rule: see `PENDING`.
 */
const RECORDS: readonly (readonly [fixture: string, points: readonly Point[]])[] = [
  ['000', POINTS_000],
  ['001', POINTS_001],
  ['002', POINTS_002],
  ['003', POINTS_003],
  ['004', POINTS_004],
];

/** Rules that are not made yet. One that is made has to leave the list. */
const PENDING: readonly string[] = [];

const results = new Map<string, AuditResult>();
/** What the audits were made from, so that remedies can be tried. */
const readings = new Map<string, AuditInput>();
const OPTIONS: AuditOptions = { isManaged: (schema) => schema === 'public' };
let home = '';
let session: Session | null = null;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-seeds-'));
  session = createSession({
    spawn: forkChild,
    folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
    host: 'web',
    initialProject: null,
  });
  // One after the other: they share the shadow.
  for (const [fixture] of RECORDS) {
    const root = fileURLToPath(new URL(`../fixtures/seeds/${fixture}`, import.meta.url));
    results.set(fixture, await session.audit({ root, fresh: false }, UNWATCHED));
    const read = (source: string) => session?.read({ root, source, fresh: false }, UNWATCHED);
    const [live, migrations, code] = await Promise.all([read('live'), read('migrations'), read('code')]);
    const usages = await session.usages({ root, fresh: false }, UNWATCHED);
    readings.set(fixture, {
      readings: [live, migrations, code].filter((one) => one !== undefined),
      usages,
      options: OPTIONS,
    });
  }
  // Everything is read: what takes long on a machine that others use as well.
});

afterAll(async () => {
  await session?.close();
  await rm(home, { recursive: true });
});

function resultOf(fixture: string): AuditResult {
  const result = results.get(fixture);
  if (!result) throw new Error(`${fixture} was not audited`);
  return result;
}

const isAbout = (finding: Finding, id: string) => finding.object === id || tablesOf(finding).includes(id);
const filesOf = ({ object, origins, evidence, key }: Finding) =>
  [object, key, ...origins.map(({ file }) => file), ...evidence.map(({ origin }) => origin?.file)].join('\n');

/** What is missing, in words; empty where every finding is there as it shall be. */
function missing(
  { findings }: AuditResult,
  { rule, severity, at = [], files = [], atLeast = 1, status = 'open' }: Wanted,
) {
  const own = findings.filter((finding) => finding.rule === rule);
  const right = own.filter((finding) => finding.severity === severity && finding.status === status);
  return [
    ...at.filter((id) => !right.some((finding) => isAbout(finding, id))).map((id) => `${rule} at ${id}`),
    ...files
      .filter((file) => !right.some((finding) => filesOf(finding).includes(file)))
      .map((file) => `${rule} in ${file}`),
    ...(right.length < atLeast
      ? [`${rule}: ${right.length} of ${own.length} ${severity} and ${status}, at least ${atLeast} wanted`]
      : []),
  ];
}

function tooMuch({ findings }: AuditResult, { rule, at }: Unwanted): readonly string[] {
  const own = findings.filter((finding) => finding.rule === rule);
  return own
    .filter((finding) => at.some((id) => isAbout(finding, id) || (id.includes('/') && filesOf(finding).includes(id))))
    .map(({ key }) => key);
}

const isPending = ({ finds = [] }: Point) => finds.some(({ rule }) => PENDING.includes(rule));

describe.each(RECORDS)('the record %s', (fixture, points) => {
  it('is audited whole', () => {
    const { complete, unread, rules } = resultOf(fixture);
    expect(unread.filter(({ effect }) => effect === 'unread')).toEqual([]);
    expect(rules.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(complete).toBe(true);
  });

  it.each(points.filter((point) => !isPending(point) && !point.judgement).map((point) => [point.id, point] as const))(
    '%s',
    (_, point) => {
      const result = resultOf(fixture);
      expect((point.finds ?? []).flatMap((wanted) => missing(result, wanted))).toEqual([]);
      expect((point.not ?? []).flatMap((unwanted) => tooMuch(result, unwanted))).toEqual([]);
    },
  );

  it('says of every point what it gives, or why no schema shows it', () => {
    const empty = points.filter(({ finds, not, judgement }) => (judgement === undefined) === (!finds && !not));
    expect(empty).toEqual([]);
  });
});

/** Findings of one rule that are tried out in each project: their remedies are made by the same code. */
const TRIED = 4;

/** The findings that points want and that can be drafted as SQL. */
function draftable(fixture: string, points: readonly Point[]): readonly Found[] {
  const wanted = points.flatMap(({ finds = [] }) => finds);
  const rules = [...new Set(wanted.map(({ rule }) => rule))];
  const { findings } = runAudit(inputOf(fixture), { rules: RULES, only: rules });
  const about = (finding: Found) =>
    wanted.some(({ rule, at = [] }) => rule === finding.rule && at.some((id) => isAbout(finding, id)));
  return rules.flatMap((id) =>
    findings.filter((one) => one.rule === id && (one.fix?.edits.length ?? 0) > 0 && about(one)).slice(0, TRIED),
  );
}

function inputOf(fixture: string): AuditInput {
  const input = readings.get(fixture);
  if (!input) throw new Error(`${fixture} was not read`);
  return input;
}

/** Steps that one finding may take: a table that wants two indexes is offered one after the other. */
const STEPS = 3;

/** Whether the finding is gone when the sources that have it are as its remedy makes them. */
function isEnded(input: AuditInput, finding: Found): boolean {
  let current = input;
  let found: Found | undefined = finding;
  for (let step = 0; step < STEPS && found; step += 1) {
    const { fix, sources }: Found = found;
    const readings = current.readings.map((reading) =>
      sources.includes(auditSourceOf(reading))
        ? { ...reading, catalog: applyEdits(reading.catalog, fix?.edits ?? []) }
        : reading,
    );
    current = { ...current, readings };
    found = runAudit(current, { rules: RULES, only: [finding.rule] }).findings.find(({ key }) => key === finding.key);
    if (found?.fix?.title === fix?.title) break;
  }
  return found === undefined;
}

describe.each(RECORDS)('what ends the findings of the record %s', (fixture, points) => {
  it('is what is offered to be drafted', () => {
    const tried = draftable(fixture, points);
    expect(tried.length).toBeGreaterThan(0);
    const left = tried.filter((finding) => !isEnded(inputOf(fixture), finding));
    expect(left.map(({ key, fix }) => `${key}: ${fix?.title}`)).toEqual([]);
  });
});

/** Findings that SQL ends and that are there all the same when it was run on the database alone. */
const AFTER: Readonly<Record<string, string>> = {
  'constraint-not-in-migrations': 'The draft has to be saved as a migration as well: then the folder has it.',
};

/** Rules that restate how code and database differ: what the draft makes is not in the code yet (`draft code live` writes it). */
const OF_DRIFT = new Set(['fk-not-in-code', 'fk-not-in-database', 'relation-missing', 'relation-orphan-table']);
/** What the new policies read has to be made by the application from now on; names that others do not have are no fault. */
const TOLD = new Set(['rls-setting-inconsistent', 'name-index-pattern']);

/** Each record is a draft, a database and an audit: one of them in every run, all with RAINGAUGE_MATRIX=all. */
describe.each(sliceFor(null, RECORDS, RECORDS.length))(
  'the record %s, all of whose remedies are one draft',
  (fixture) => {
    it('has, once that was run, none of what it ends, and nothing new that could be drafted', async () => {
      const { findings } = resultOf(fixture);
      const open = findings.filter(({ status, remedy }) => status === 'open' && remedy?.sql === true);
      const keys = open.map(({ key }) => key);
      const source = fileURLToPath(new URL(`../fixtures/seeds/${fixture}`, import.meta.url));
      const drafted = await session?.draftFindings({ root: source, keys }, UNWATCHED);
      expect(drafted?.faults).toEqual([]);
      expect(drafted?.left.filter((key) => !(splitKey(key).rule in AFTER))).toEqual([]);
      const root = join(home, fixture);
      await cp(source, root, { recursive: true });
      const sql = renderSteps(drafted?.statements ?? [], null).join('\n');
      await appendFile(join(root, 'live.sql'), `\nRESET ROLE;\nRESET search_path;\n${sql}`);
      expect(await readFile(join(root, 'live.sql'), 'utf8')).toContain('ALTER TABLE');
      const after = await session?.audit({ root, fresh: false }, UNWATCHED);
      expect(after?.unread.filter(({ effect }) => effect === 'unread')).toEqual([]);
      const there = after?.findings.filter(({ status }) => status === 'open') ?? [];
      const ended = new Set(keys);
      const still = there.filter(({ key, rule }) => ended.has(key) && !(rule in AFTER));
      expect(still.map(({ key }) => key)).toEqual([]);
      const before = new Set(findings.map(({ key }) => key));
      const made = there.filter(({ key, rule }) => !before.has(key) && !OF_DRIFT.has(rule) && !TOLD.has(rule));
      expect(made.map(({ key }) => key)).toEqual([]);
    });
  },
);

/** By rule, the rest of each finding's key. Written anew, after a change that is meant, by RAINGAUGE_WRITE_EXPECTED=1. */
describe.each(RECORDS)('the audit of the record %s', (fixture) => {
  it('finds what is listed, and nothing else', async () => {
    const found: Record<string, string[]> = {};
    for (const { rule, key } of resultOf(fixture).findings) {
      found[rule] ??= [];
      found[rule].push(key.slice(rule.length + 1));
    }
    for (const keys of Object.values(found)) keys.sort();
    const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
    const file = new URL(`../fixtures/seeds/expected/${fixture}.json`, import.meta.url);
    if (process.env.RAINGAUGE_WRITE_EXPECTED === '1') await writeFile(file, `${JSON.stringify(sorted, null, 2)}\n`);
    expect(sorted).toEqual(JSON.parse(await readFile(file, 'utf8')));
  });
});

describe('the report of an audit', () => {
  const root = fileURLToPath(new URL('../fixtures/seeds/004', import.meta.url));

  it.each(['html', 'md'] as const)(
    'says as %s what was found, and why what is waived is',
    async (format) => {
      const report = await session?.report({ root, fresh: false }, format, UNWATCHED);
      expect(report).toMatchObject({ format, fileName: `weatherwatch-audit.${format}`, complete: true });
      expect(report?.headline).toMatch(/^Not ready: \d+ critical and \d+ high findings are open\./);
      const { byDesign } = resultOf('004').totals;
      expect(byDesign).toBe(1);
      // Where names may break, and what Markdown escapes, is no part of the words.
      const words = report?.text.replace(/<wbr>|\\(?=_)/g, '');
      for (const text of [report?.headline, 'look after all of them', 'feed_raw_snapshots', '0000_first_weather'])
        expect(words).toContain(text);
    },
    120_000,
  );
});

describe('the list of rules that are awaited', () => {
  it('names none that is there', () => {
    expect(PENDING.filter((rule) => RULES.some(({ id }) => id === rule))).toEqual([]);
  });

  it('has every other rule that a point names', () => {
    const known = new Set([...RULES.map(({ id }) => id), ...PENDING]);
    const named = RECORDS.flatMap(([, points]) => points.flatMap(({ finds = [], not = [] }) => [...finds, ...not]));
    expect([...new Set(named.map(({ rule }) => rule))].filter((rule) => !known.has(rule))).toEqual([]);
  });
});

describe('the numbers of the records', () => {
  const range = (prefix: string, to: number, digits: number) =>
    Array.from({ length: to }, (_, at) => `${prefix}${String(at + 1).padStart(digits, '0')}`);

  it('are all there: 28 of the first and 37 of the second', () => {
    const first = [...range('C-', 5, 2), ...range('H-', 8, 2), ...range('M-', 9, 2), ...range('L-', 6, 2)];
    const second = [
      ...range('RISK-SCALE-', 10, 3),
      ...range('RISK-INTEGRITY-', 8, 3),
      ...range('RISK-OPS-', 7, 3),
      ...range('RISK-INT-', 6, 3),
      ...range('RISK-MT-', 6, 3),
    ];
    expect(POINTS_000.map(({ id }) => id)).toEqual(expect.arrayContaining(first));
    expect(POINTS_001.map(({ id }) => id)).toEqual(second);
    expect([first.length, second.length]).toEqual([28, 37]);
  });
});
