import { describe, expect, it } from 'vitest';
import { findSettings } from '#main/usages/find-settings.ts';

const names = (text: string) => findSettings(text).map(({ name }) => name);

describe('settings of the session that code makes', () => {
  it.each<readonly [string, readonly (string | null)[]]>([
    ["tx.execute(sql`select set_config('app.tenant_id', ${id}, true)`)", ['app.tenant_id']],
    ["sql`SELECT set_config('app.a', ${a}, true), set_config('app.b', ${b}, true)`", ['app.a', 'app.b']],
    ["client.query('SET LOCAL app.org_id = $1')", ['app.org_id']],
    ['await sql.unsafe(`set session app.user_id to ${id}`)', ['app.user_id']],
    ['db.execute("SET app.tenant = 7")', ['app.tenant']],
    ['sql.raw(`SET LOCAL ${name} = 1`)', [null]],
    ['sql`select set_config(${name}, ${value}, true)`', [null]],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    "sql`set_config('search_path', '', false)`",
    "client.query('SET statement_timeout = 0')",
    "client.query('SET LOCAL ROLE app')",
    'users.set(key, value)',
    'db.update(users).set({ name })',
    'const offset = app.tenant = 4',
  ])('none of its own: %s', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('tells the line and column of each', () => {
    expect(findSettings("a;\n  run(`set_config('app.x', 1)`)")).toEqual([{ name: 'app.x', line: 2, column: 8 }]);
  });
});
