import { type Hazard, sayHazard } from '../../hazards/hazard.ts';
import { type Check, type CheckContext, FEW_ROWS } from '../check.ts';
import { type LintMark, type QuickFix, wordFrom } from '../lint-mark.ts';
import { nameIn } from '../names.ts';
import type { SqlAction } from '../sql-action.ts';

type Lock = Extract<Hazard, { kind: 'lock' }>;

/** A lock that others wait for, while every row is read or written anew under it. */
export const checkLocks: Check = (context) => {
  const { hazards, words } = context;
  const work = new Set(
    hazards.flatMap((hazard) => (hazard.kind === 'rewrite' || hazard.kind === 'scan' ? [hazard.relation] : [])),
  );
  return hazards.flatMap((hazard): readonly LintMark[] => {
    if (hazard.kind !== 'lock' || !work.has(hazard.relation) || !isFelt(hazard)) return [];
    const rows = context.rowsOf(nameIn(hazard.relation));
    if (rows !== null && rows < FEW_ROWS) return [];
    return [
      {
        rule: 'migration-locks',
        severity: 'warning',
        ...placeOf(context, hazard.relation),
        message: sayLock(hazard, hazards, rows),
        table: nameIn(hazard.relation),
        fix: fixOf(words.actions, words.sql),
      },
    ];
  });
};

/** A lock that others wait for, however short, without a limit on how long it may be waited for itself. */
export const checkTimeout: Check = ({ group, hazards, words }) => {
  if (group.isTimed || group.isUntimedTold) return [];
  const lock = hazards.find((hazard): hazard is Lock => hazard.kind === 'lock' && isFelt(hazard));
  if (!lock) return [];
  group.isUntimedTold = true;
  return [
    {
      rule: 'migration-no-timeout',
      severity: 'info',
      ...wordFrom(words.sql, 0),
      message: `${lock.mode} on ${lock.relation} is waited for without limit: behind a long query it stops everybody who comes after it. No lock_timeout is set before.`,
      table: nameIn(lock.relation),
      fix: {
        title: 'Set lock_timeout before',
        edits: [{ at: 0, length: 0, text: "SET LOCAL lock_timeout = '5s';\n" }],
      },
    },
  ];
};

function isFelt({ blocks }: Lock): boolean {
  return blocks === 'reads and writes' || blocks === 'writes';
}

function sayLock(lock: Lock, hazards: readonly Hazard[], rows: number | null): string {
  const own = hazards.filter((hazard) => 'relation' in hazard && hazard.relation === lock.relation);
  const work = own.find(({ kind }) => kind === 'rewrite') ?? own.find(({ kind }) => kind === 'scan');
  const size = rows === null ? '' : `, some ${rows.toLocaleString('en')} rows`;
  return `It ${work ? sayHazard(work) : ''}${size} and ${sayHazard(lock)} meanwhile.`;
}

function placeOf({ words, then }: CheckContext, relation: string): Pick<LintMark, 'at' | 'length'> {
  const [schema, name] = nameIn(relation);
  const own = words.actions.find((action) => {
    const table = 'table' in action ? then.table(action.table) : null;
    return table?.schema === schema && table.name === name;
  });
  return wordFrom(words.sql, own?.at ?? 0);
}

/** Constraints can be added without a look at the rows, and validated later under a weaker lock. */
function fixOf(actions: readonly SqlAction[], sql: string): QuickFix | null {
  const [action, ...others] = actions;
  if (action?.does !== 'add-constraint' || others.length > 0 || action.within !== undefined) return null;
  if (!action.validates || !['foreign-key', 'check'].includes(action.kind)) return null;
  const end = sql.replace(/[\s;]+$/, '').length;
  return {
    title: 'Add it NOT VALID; validate it in a later step',
    edits: [{ at: end, length: 0, text: ' NOT VALID' }],
  };
}
