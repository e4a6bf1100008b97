import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { nameNotSnakeCase } from '#app/audit/rules/name-not-snake-case.ts';
import { lookupOf } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

describe('name-not-snake-case', () => {
  it('flags tables and columns with capitals', () => {
    const tables = { Users: ['id uuid pk'], sessions: ['id uuid pk', 'sessionToken text', 'user_id uuid'] };
    expect(flagged(nameNotSnakeCase, { tables })).toEqual([
      'column:public.sessions."sessionToken"',
      'table:public."Users"',
    ]);
  });

  it('says what PostgreSQL makes of the name without quotes', () => {
    const { findings } = audit(nameNotSnakeCase, { tables: { 'app-users': ['id uuid pk'], Roles: ['id uuid pk'] } });
    expect(findings.map(({ evidence }) => evidence[0]?.text)).toEqual([
      'PostgreSQL folds Roles without quotes to roles, which is not there.',
      'PostgreSQL takes app-users without quotes for several words.',
    ]);
  });

  it('does not flag numbers, one word, or an underscore in front', () => {
    expect(
      flagged(nameNotSnakeCase, { tables: { users2: ['id uuid pk', 'address_2 text', '_version integer'] } }),
    ).toEqual([]);
  });

  it('renames what is named after it as well', () => {
    const catalog = schemaOf({ tables: { sessions: ['id uuid pk', 'sessionToken text unique index'] } });
    const [finding] = audit(nameNotSnakeCase, catalog).findings;
    const { find } = lookupOf(applyEdits(catalog, finding?.fix?.edits ?? []));
    expect(find('unique:public.sessions.sessions_session_token_key')).toMatchObject({ columns: ['session_token'] });
    expect(find('index:public.sessions_session_token_idx')).toBeDefined();
  });

  it('drafts nothing where the name is taken', () => {
    const { findings } = audit(nameNotSnakeCase, { tables: { guests: ['companyId text', 'company_id text'] } });
    expect(findings.map(({ fix }) => [fix?.edits, fix?.advice])).toEqual([
      [[], 'company_id is there already: one of the two has to go.'],
    ]);
  });

  it('tells a project that writes camel case so once, unless the configuration says that it is meant', () => {
    const columns = Array.from({ length: 12 }, (_, at) => `someColumn${at} text`);
    const tables = { users: ['id uuid pk', ...columns], notes: ['id uuid pk', 'created_at date'] };
    expect(flagged(nameNotSnakeCase, { tables })).toEqual(['schema:public']);
    const waivers = [{ rule: 'name-not-snake-case', object: 'column:public.users."someColumn7"' }];
    expect(flagged(nameNotSnakeCase, { tables }, { options: { waivers } })).toEqual([
      'column:public.users."someColumn7"',
      'schema:public',
    ]);
    const options = { patterns: { nameCase: 'camelCase' as const } };
    expect(flagged(nameNotSnakeCase, { tables: { ...tables, odd: ['Odd text'] } }, { options })).toEqual([
      'column:public.odd."Odd"',
    ]);
  });
});
