import type { DriftResult, RenameDecision, WaiverInput } from '#app/api';
import { grantId, objectId } from '#app/catalog';
import { type Difference, hintOf, type KitFact, type SideState, totalsOf, type Verdict } from '#app/compare';
import { madeUpDrift } from './made-up-drift.ts';

const MIGRATION = { source: 'migrations' as const, file: 'drizzle/0002_guests.sql', line: 7, statement: 3 };

const VERDICTS: readonly Verdict[] = [
  'migration-forgot',
  'not-applied',
  'changed-by-hand',
  'code-forgot',
  'changed-by-hand',
  'undecided',
];

const OLD = objectId('column', 'public', 'guests', 'seating_preference');
const NEW = objectId('column', 'public', 'guests', 'seating');

/** A project with migrations: three accounts, texts that were judged, what drizzle-kit would do, waivers, renames. */
export function madeUpTriple(from: string, to: string): DriftResult {
  const result = madeUpDrift('normal', from, to);
  const differences = [...result.differences.map(withThird), madeUpColumn(), madeUpAgreed(), madeUpGrant()].sort(
    (a, b) => (a.key < b.key ? -1 : 1),
  );
  return {
    ...result,
    differences,
    totals: totalsOf(differences, result.totals.outOfScope),
    renameCandidates: [
      {
        kind: 'column',
        from: NEW,
        to: OLD,
        hint: hintOf('column', OLD, NEW),
        score: 0.82,
        reasons: ['Both are text, nullable and without a default.', 'One name begins with the other.'],
      },
    ],
    kit: {
      line: '0.31',
      elsewhere: [
        {
          object: 'table:public.spatial_ref',
          fact: {
            command: 'push',
            line: '0.31',
            verdict: 'drops',
            statement: 'DROP TABLE "spatial_ref" CASCADE;',
            reason: 'Only the database has it.',
          },
        },
      ],
    },
  };
}

/** The result as it is once a person has answered. */
export function withDecisions(result: DriftResult, decisions: ReadonlyMap<string, RenameDecision>): DriftResult {
  const said = result.renameCandidates.map(({ hint }) => decisions.get(hint) ?? 'open');
  const renamed = said.includes('renamed');
  const differences = renamed
    ? result.differences.filter(({ object }) => object !== OLD && object !== NEW)
    : result.differences;
  return {
    ...result,
    differences,
    totals: totalsOf(differences, result.totals.outOfScope),
    renameCandidates: result.renameCandidates.filter((_, index) => said[index] === 'open'),
    renames: renamed ? [{ kind: 'column', from: OLD, to: NEW, hint: hintOf('column', OLD, NEW), by: 'config' }] : [],
  };
}

/** The result as it is once differences were accepted. */
export function withWaivers(result: DriftResult, said: ReadonlyMap<string, WaiverInput | null>): DriftResult {
  const differences = result.differences.map((difference): Difference => {
    const waiver = said.get(difference.key);
    if (waiver === undefined) return difference;
    const { waiver: _, ...rest } = difference;
    return waiver === null ? { ...rest, counts: true } : { ...rest, counts: false, waiver };
  });
  return { ...result, differences, totals: totalsOf(differences, result.totals.outOfScope) };
}

function withThird(difference: Difference, index: number): Difference {
  const verdict = VERDICTS[index % VERDICTS.length] ?? 'undecided';
  const { code, live } = difference.states;
  if (!code || !live) return difference;
  const isCodes = verdict === 'not-applied' || verdict === 'changed-by-hand';
  const migrations: SideState = { ...(isCodes ? code : live), origins: [MIGRATION] };
  const isText = difference.attribute === 'using' || difference.attribute === 'default';
  return {
    ...difference,
    verdict: difference.counts ? verdict : 'name-only',
    states: {
      code: isText ? { ...code, deparsed: `(${String(code.value)})` } : code,
      live: isText ? { ...live, deparsed: live.value === null ? null : String(live.value) } : live,
      migrations,
    },
    kit: kitOf(difference),
    ...(difference.kind === 'trigger'
      ? {
          counts: false,
          waiver: { reason: 'Made by the billing team’s own script.', owner: 'Ann', expires: '2027-03-31' },
        }
      : {}),
  };
}

function kitOf({ destroyedBy, object }: Difference): readonly KitFact[] {
  const isLost = destroyedBy.includes('push');
  const name = object.slice(object.lastIndexOf('.') + 1);
  return [
    {
      command: 'push',
      line: '0.31',
      verdict: isLost ? 'drops' : 'ignores',
      statement: isLost ? `ALTER TABLE "guests" DROP COLUMN "${name}";` : null,
      reason: isLost ? 'The code has no such column.' : 'Push compares neither predicates nor expressions.',
    },
    {
      command: 'generate',
      line: '0.31',
      verdict: 'ignores',
      statement: null,
      reason: 'The newest snapshot says what the code says.',
    },
  ];
}

/** The other half of the rename. */
function madeUpColumn(): Difference {
  const there: SideState = {
    present: true,
    value: null,
    deparsed: null,
    origins: [{ source: 'code', file: 'src/db/schema/guests.ts', line: 19 }],
  };
  const missing: SideState = { present: false, value: null, deparsed: null, origins: [] };
  return {
    key: NEW,
    object: NEW,
    kind: 'column',
    attribute: null,
    class: 'drift',
    verdict: 'migration-forgot',
    counts: true,
    summary: 'column public.guests.seating exists in code and not in live',
    reason: 'Both sides can express it.',
    states: { code: there, live: missing, migrations: missing },
    destroyedBy: [],
    kit: [],
  };
}

const THERE: SideState = { present: true, value: null, deparsed: null, origins: [] };

/** Pushed, and in no migration. */
function madeUpAgreed(): Difference {
  const object = objectId('column', 'public', 'guests', 'nickname');
  return {
    key: object,
    object,
    kind: 'column',
    attribute: null,
    class: 'drift',
    verdict: 'migration-forgot',
    counts: false,
    summary: 'column public.guests.nickname exists in code and live and not in migrations',
    reason: 'code and live agree; only the migrations say otherwise.',
    states: {
      code: { ...THERE, origins: [{ source: 'code', file: 'src/db/schema/guests.ts', line: 14, column: 3 }] },
      live: { ...THERE, origins: [{ source: 'live' }] },
      migrations: { ...THERE, present: false, origins: [MIGRATION] },
    },
    destroyedBy: [],
    kit: [],
    agreed: true,
  };
}

/** Inventory: it is shown on demand. */
function madeUpGrant(): Difference {
  const object = grantId(objectId('table', 'public', 'guests'), 'events_app');
  return {
    key: object,
    object,
    kind: 'grant',
    attribute: null,
    class: 'unmanaged',
    verdict: 'code-forgot',
    counts: false,
    summary: 'grants of events_app on table public.guests (SELECT) exist in live and not in code',
    reason: 'Drizzle cannot express it; a migration accounts for it.',
    states: { code: { ...THERE, present: false }, live: THERE, migrations: { ...THERE, origins: [MIGRATION] } },
    destroyedBy: [],
    kit: [],
  };
}
