/** PostgreSQL's lock modes on tables, the weakest first (documentation, "Explicit Locking"). */
export const LOCK_MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
] as const;
export type LockMode = (typeof LOCK_MODES)[number];

/** What has to wait for a statement: all reading and writing, writing, or other changes of the schema and VACUUM. */
export type Blocks = 'reads and writes' | 'writes' | 'schema changes' | 'nothing';

/**
 * What is dangerous about one statement, as data. Relations are named as in SQL, qualified. `documented`: as PostgreSQL's
 * documentation says; `observed`: seen in `pg_locks`, or by a changed file, when the statement ran.
 */
export type Hazard =
  | {
      readonly kind: 'lock';
      readonly relation: string;
      readonly mode: LockMode;
      readonly blocks: Blocks;
      readonly by: 'documented' | 'observed';
    }
  /** The table is written anew under its lock: time and room in proportion to its size. */
  | { readonly kind: 'rewrite'; readonly relation: string; readonly by: 'documented' | 'observed' }
  /** Every row is read under its lock. */
  | { readonly kind: 'scan'; readonly relation: string }
  /** Of that table, where it is one's rows or values. */
  | { readonly kind: 'data-loss'; readonly what: string; readonly relation: string | null }
  | { readonly kind: 'irreversible'; readonly why: string }
  /** The query counts what stands in the way: it fails where that is not 0. `null` where no one query tells. */
  | { readonly kind: 'fails-if'; readonly when: string; readonly query: string | null }
  | { readonly kind: 'outside-transaction'; readonly why: string }
  /** Something that a person has to fill in before the statement. */
  | { readonly kind: 'gap'; readonly what: string }
  /** Something that Drizzle has no words for, and so nobody would make again, is changed or goes. */
  | { readonly kind: 'unmanaged'; readonly object: string };

const WAITING: Readonly<Record<LockMode, Blocks>> = {
  'ACCESS SHARE': 'nothing',
  'ROW SHARE': 'nothing',
  'ROW EXCLUSIVE': 'nothing',
  'SHARE UPDATE EXCLUSIVE': 'schema changes',
  SHARE: 'writes',
  'SHARE ROW EXCLUSIVE': 'writes',
  EXCLUSIVE: 'writes',
  'ACCESS EXCLUSIVE': 'reads and writes',
};

export function blockedBy(mode: LockMode): Blocks {
  return WAITING[mode];
}

export function isStronger(a: LockMode, b: LockMode): boolean {
  return LOCK_MODES.indexOf(a) > LOCK_MODES.indexOf(b);
}

/** One hazard in a person's words. */
export function sayHazard(hazard: Hazard): string {
  switch (hazard.kind) {
    case 'lock': {
      const waits = hazard.blocks === 'nothing' ? '' : `, blocks ${hazard.blocks}`;
      return `${hazard.by === 'observed' ? 'took' : 'takes'} ${hazard.mode} on ${hazard.relation}${waits}`;
    }
    case 'rewrite':
      return `${hazard.by === 'observed' ? 'rewrote' : 'rewrites'} ${hazard.relation}`;
    case 'scan':
      return `reads every row of ${hazard.relation}`;
    case 'data-loss':
      return `loses data: ${hazard.what}`;
    case 'irreversible':
      return `cannot be undone: ${hazard.why}`;
    case 'fails-if':
      return `fails if ${hazard.when}${hazard.query === null ? '' : `: ${hazard.query}`}`;
    case 'outside-transaction':
      return `cannot run in a transaction: ${hazard.why}`;
    case 'gap':
      return `FILL IN: ${hazard.what}`;
    case 'unmanaged':
      return `touches ${hazard.object}, which Drizzle has no words for`;
  }
}
