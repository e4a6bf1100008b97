import type { DriftResult } from '#app/api';
import { type Kind, objectId } from '#app/catalog';
import type { Difference, DifferenceClass } from '#app/compare';

const CODE = { source: 'code' as const, file: 'src/db/schema/guests.ts', line: 12, column: 3 };
const LIVE = { source: 'live' as const };

interface Sketch {
  readonly object: string;
  readonly kind: Kind;
  readonly attribute: string | null;
  readonly class: DifferenceClass;
  readonly counts: boolean;
  readonly code: unknown;
  readonly live: unknown;
  readonly only?: 'code' | 'live';
}

const SKETCHES: readonly Sketch[] = [
  {
    object: objectId('column', 'public', 'guests', 'email'),
    kind: 'column',
    attribute: 'notNull',
    class: 'drift',
    counts: true,
    code: true,
    live: false,
  },
  {
    object: objectId('column', 'public', 'guests', 'plus_ones'),
    kind: 'column',
    attribute: 'default',
    class: 'drift',
    counts: true,
    code: '0',
    live: null,
  },
  {
    object: objectId('column', 'public', 'guests', 'seating_preference'),
    kind: 'column',
    attribute: null,
    class: 'drift',
    counts: true,
    code: null,
    live: null,
    only: 'live',
  },
  {
    object: objectId('policy', 'public', 'guests', 'tenant_isolation'),
    kind: 'policy',
    attribute: 'using',
    class: 'drift',
    counts: true,
    code: "(org_id = (current_setting('app.org_id'::text))::uuid)",
    live: "((org_id = (current_setting('app.org_id'::text, true))::uuid) OR (current_setting('app.is_staff'::text, true) = 'on'::text))",
  },
  {
    object: objectId('table', 'public', 'order_items'),
    kind: 'table',
    attribute: 'rowSecurity',
    class: 'drift',
    counts: true,
    code: false,
    live: true,
  },
  {
    object: objectId('index', 'public', 'tickets_code_key'),
    kind: 'index',
    attribute: null,
    class: 'drift',
    counts: true,
    code: null,
    live: null,
    only: 'code',
  },
  {
    object: objectId('enum', 'public', 'event_status'),
    kind: 'enum',
    attribute: 'labels',
    class: 'order',
    counts: true,
    code: ['draft', 'published', 'cancelled'],
    live: ['draft', 'cancelled', 'published'],
  },
  {
    object: objectId('trigger', 'public', 'orders', 'orders_touch'),
    kind: 'trigger',
    attribute: null,
    class: 'unmanaged',
    counts: true,
    code: null,
    live: null,
    only: 'live',
  },
  {
    object: objectId('table', 'public', 'events'),
    kind: 'table',
    attribute: 'forceRowSecurity',
    class: 'unmanaged',
    counts: true,
    code: false,
    live: true,
  },
  {
    object: objectId('table', 'public', 'venues'),
    kind: 'table',
    attribute: 'comment',
    class: 'unmanaged',
    counts: false,
    code: null,
    live: 'Places where events happen',
  },
  {
    object: objectId('foreign-key', 'billing', 'payments', 'payments_invoice_id_fkey'),
    kind: 'foreign-key',
    attribute: 'name',
    class: 'cosmetic',
    counts: false,
    code: 'payments_invoice_id_invoices_id_fk',
    live: 'payments_invoice_id_fkey',
  },
  {
    object: objectId('role', 'reporting'),
    kind: 'role',
    attribute: null,
    class: 'unmanaged',
    counts: false,
    code: null,
    live: null,
    only: 'live',
  },
];

function difference(sketch: Sketch): Difference {
  const { object, kind, attribute, counts, only } = sketch;
  const name = object.slice(object.indexOf(':') + 1);
  const summary =
    attribute === null
      ? `${kind} ${name} is in ${only} and not in ${only === 'code' ? 'live' : 'code'}`
      : `${attribute} of ${kind} ${name} is ${JSON.stringify(sketch.code)} in code and ${JSON.stringify(sketch.live)} in live`;
  return {
    key: attribute === null ? object : `${object}#${attribute}`,
    object,
    kind,
    attribute,
    class: sketch.class,
    verdict: counts ? 'undecided' : 'name-only',
    counts,
    summary,
    reason: counts
      ? 'Both sides can express it, and what the application relies on differs.'
      : 'It changes nothing about how the table behaves.',
    states: {
      code: { present: only !== 'live', value: sketch.code, deparsed: null, origins: [CODE] },
      live: { present: only !== 'code', value: sketch.live, deparsed: null, origins: [LIVE] },
    },
    destroyedBy: kind === 'trigger' ? [] : only === 'live' ? ['push'] : [],
    kit: [],
  };
}

function many(count: number): readonly Difference[] {
  return Array.from({ length: count }, (_, index) => {
    const sketch = SKETCHES[index % SKETCHES.length] ?? SKETCHES[0];
    if (!sketch) throw new Error('There are sketches.');
    const [kind = '', rest = ''] = sketch.object.split(':');
    const [schema, table = '', ...tail] = rest.split('.');
    const copy = Math.floor(index / SKETCHES.length);
    return difference({
      ...sketch,
      object: `${kind}:${[schema, table && `${table}_${copy}`, ...tail].filter(Boolean).join('.')}`,
    });
  });
}

export const DRIFT_SCENARIOS = ['normal', 'clean', 'incomplete', 'many'] as const;
export type DriftScenario = (typeof DRIFT_SCENARIOS)[number];

/** The same after somebody worked: the first difference is gone, the second says something else, one is new. */
export function changedDrift(result: DriftResult): DriftResult {
  const [, second, third, ...rest] = result.differences;
  if (!second || !third) return result;
  const { code } = second.states;
  const changed = code ? { ...second, states: { ...second.states, code: { ...code, value: '12' } } } : second;
  const added = { ...third, key: `${third.key}_too`, object: `${third.object}_too` };
  const differences = [changed, third, added, ...rest];
  return { ...result, differences, totals: { ...result.totals, all: differences.length } };
}

export function madeUpDrift(scenario: DriftScenario, from: string, to: string): DriftResult {
  const differences = scenario === 'clean' ? [] : scenario === 'many' ? many(5_000) : SKETCHES.map(difference);
  const count = (name: DifferenceClass) => differences.filter((one) => one.class === name).length;
  return {
    schemaVersion: 1,
    complete: scenario !== 'incomplete',
    unread:
      scenario === 'incomplete'
        ? [
            {
              code: 'schema-file-throws',
              effect: 'unread',
              message: 'src/db/schema/tickets.ts threw while it was read: ENV.STRIPE_KEY is not set.',
              remedy: 'Set STRIPE_KEY in .env, or give it a default in the schema file.',
              object: null,
              origin: { source: 'code', file: 'src/db/schema/tickets.ts', line: 4 },
              cause: 'Error: ENV.STRIPE_KEY is not set',
            },
          ]
        : [],
    from,
    to,
    judgedBy: 'Texts were judged by the embedded PostgreSQL (PGlite 0.5.16); live runs PostgreSQL 17.5',
    renameCandidates: [],
    renames: [],
    kit: null,
    differences,
    totals: {
      all: differences.length,
      counting: differences.filter((one) => one.counts).length,
      byClass: {
        drift: count('drift'),
        order: count('order'),
        unmanaged: count('unmanaged'),
        cosmetic: count('cosmetic'),
      },
      outOfScope:
        scenario === 'clean' ? {} : { 'schema auth is not managed by this project': 14, 'the migrations table': 2 },
    },
  };
}
