import { parseObjectId } from '#app/catalog';
import type { Statement } from '#app/sql';

/** Bodies of routines are not looked into while a script is run; that is no part of what it makes. */
const SETTING = /\bcheck_function_bodies\b/;

/** Fewer than these are not worth a way of their own. */
const MANY = 200;

/**
 * What a script has that another has not, where it is the other one with more in between; else `null`, and where little is added.
 * What decides about objects that are made after it (default privileges, event triggers) would act on another order: `null` as well.
 */
export function onlyAdded(before: readonly Statement[], after: readonly Statement[]): readonly Statement[] | null {
  const [had, has] = [withoutSettings(before), withoutSettings(after)];
  if (has.length - had.length < MANY) return null;
  const added: Statement[] = [];
  let at = 0;
  for (const statement of has) {
    if (statement.sql === had[at]?.sql) at += 1;
    else added.push(statement);
  }
  return at < had.length || has.some(actsLater) ? null : added;
}

/** Whether the same statements are run, in whatever order. */
export function isSameWork(one: readonly Statement[], other: readonly Statement[]): boolean {
  const [ours, theirs] = [one, other].map((all) =>
    withoutSettings(all)
      .map(({ sql }) => sql)
      .sort(),
  );
  return ours?.length === theirs?.length && ours?.every((sql, index) => sql === theirs?.[index]) === true;
}

/** What a script sets before everything else. */
export function settingsOf(statements: readonly Pick<Statement, 'sql'>[]): readonly string[] {
  return statements.flatMap((statement) =>
    isSetting(statement) && statement.sql.startsWith('SET') ? [statement.sql] : [],
  );
}

function withoutSettings(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter((statement) => !isSetting(statement));
}

function isSetting({ sql }: Pick<Statement, 'sql'>): boolean {
  return SETTING.test(sql) && /^(RE)?SET\s/.test(sql);
}

function actsLater({ object }: Statement): boolean {
  const { kind } = parseObjectId(object);
  return kind === 'default-privilege' || kind === 'event-trigger';
}
