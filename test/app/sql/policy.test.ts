import { describe, expect, it } from 'vitest';
import { ddlOf } from './objects.ts';

describe('DDL of policies', () => {
  it('leaves out what every policy is by default', () => {
    expect(ddlOf('policy')).toBe('CREATE POLICY tenant ON public.guests\n  USING (true);');
    expect(ddlOf('policy', { roles: [] })).toBe(ddlOf('policy'));
  });

  it('writes command, roles, kind and both predicates', () => {
    expect(
      ddlOf('policy', {
        name: 'Only mine',
        permissive: false,
        command: 'update',
        roles: ['app_user', 'public', 'Read Only'],
        using: '(a = 1)',
        check: 'a = 1 OR b',
        comment: 'why',
      }),
    ).toBe(
      [
        'CREATE POLICY "Only mine" ON public.guests',
        '  AS RESTRICTIVE',
        '  FOR UPDATE',
        '  TO app_user, PUBLIC, "Read Only"',
        '  USING (a = 1)',
        '  WITH CHECK (a = 1 OR b);',
        '',
        'COMMENT ON POLICY "Only mine" ON public.guests IS \'why\';',
      ].join('\n'),
    );
  });

  it("writes Drizzle's words for the current role as keywords, not as names", () => {
    expect(ddlOf('policy', { roles: ['current_user'], command: 'insert', using: null, check: 'true' })).toBe(
      'CREATE POLICY tenant ON public.guests\n  FOR INSERT\n  TO CURRENT_USER\n  WITH CHECK (true);',
    );
  });
});
