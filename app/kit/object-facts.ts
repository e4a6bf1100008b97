import type { SnapshotObject } from '#app/catalog';
import { type Change, type Foreseen, ignores, keepsLabels, nameIn, type Setting } from './change.ts';
import { dropStatement, tableName, truncateStatement } from './statements.ts';

/** What becomes of an object that only the base has. */
export function ofDropped(change: Change & { readonly base: SnapshotObject }, setting: Setting): Foreseen {
  const statement = dropStatement(change.base, setting.line);
  const where = setting.command === 'push' ? 'database' : 'newest snapshot';
  if (setting.asks(change)) {
    const reason = `Only the ${where} has it and only the code has another of its kind: drizzle-kit asks whether it was renamed, and drops it where it was not.`;
    return { verdict: 'asks', statement, reason };
  }
  if (change.kind === 'enum' && !setting.line.knows.lostLabels) return ignores(keepsLabels(setting.line));
  return { verdict: 'drops', statement, reason: `Only the ${where} has it.` };
}

/** What becomes of an object that only the code has. */
export function ofCreated(change: Change & { readonly code: SnapshotObject }, setting: Setting): Foreseen {
  const { code } = change;
  const isPush = setting.command === 'push';
  const isOldPush = isPush && !setting.line.isOne;
  if (code.kind === 'policy' && isOldPush && (code.attributes.using ?? code.attributes.check ?? null) !== null) {
    const { permissive, command, roles } = code.attributes as Readonly<Record<string, unknown>>;
    const statement = `CREATE POLICY "${nameIn(code.id)}" ON ${tableName(code)} AS ${permissive ? 'PERMISSIVE' : 'RESTRICTIVE'} FOR ${String(command).toUpperCase()} TO ${(roles as readonly string[]).map((role) => (role === 'public' ? role : `"${role}"`)).join(', ')};`;
    const reason = `push of the ${setting.line.name} line makes policies without their USING and WITH CHECK: every row is let through.`;
    return { verdict: 'weakens', statement, reason };
  }
  if (code.kind === 'column' && isOldPush && isRequired(code)) {
    const reason = `It is NOT NULL and has no default: push of the ${setting.line.name} line empties the table first where it has rows, after it has asked.`;
    return { verdict: 'drops', statement: truncateStatement(code), reason };
  }
  const truncates =
    code.kind === 'unique' && isOldPush ? ' Where the table has rows it asks whether to empty the table first.' : '';
  const asks = setting.asks(change) ? ' drizzle-kit asks first whether it is another under a new name.' : '';
  const where = isPush ? 'The database' : 'The newest snapshot';
  return { verdict: 'creates', statement: null, reason: `${where} has it not.${asks}${truncates}` };
}

function isRequired({ attributes }: SnapshotObject): boolean {
  const { notNull, default: text, identity, generated } = attributes;
  return notNull === true && text === null && identity === null && generated === null;
}

/** What drizzle-kit does not know it leaves alone, with one exception. */
export function ofUnknown(change: Change, setting: Setting): Foreseen {
  if (change.kind === 'exclusion' && setting.command === 'push' && setting.line.isOne && change.attribute === null) {
    const reason = 'drizzle-kit takes its index for one that the code has not; PostgreSQL refuses the statement.';
    return { verdict: 'drops', statement: `DROP INDEX "${nameIn(change.object)}";`, reason };
  }
  return ignores(`drizzle-kit does not know ${change.kind.replaceAll('-', ' ')}s.`);
}
