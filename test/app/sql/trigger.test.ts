import { describe, expect, it } from 'vitest';
import { ddlOf } from './objects.ts';

describe('DDL of what fires', () => {
  it('writes a plain trigger', () => {
    expect(ddlOf('trigger')).toBe(
      'CREATE TRIGGER touched\n  BEFORE UPDATE ON public.guests\n  FOR EACH ROW\n  EXECUTE FUNCTION public.touch();',
    );
  });

  it('writes a constraint trigger with events, columns, condition, arguments and state', () => {
    expect(
      ddlOf('trigger', {
        name: 'Odd',
        timing: 'after',
        events: ['insert', 'update'],
        updateOf: ['a', 'B'],
        constraint: true,
        deferrability: 'deferrable initially deferred',
        when: '(new.a > 0)',
        arguments: ["it's", 'back\\slash', ''],
        enabled: 'always',
      }),
    ).toBe(
      [
        'CREATE CONSTRAINT TRIGGER "Odd"',
        '  AFTER INSERT OR UPDATE OF a, "B" ON public.guests',
        '  DEFERRABLE INITIALLY DEFERRED',
        '  FOR EACH ROW',
        '  WHEN (new.a > 0)',
        "  EXECUTE FUNCTION public.touch('it''s', E'back\\\\slash', '');",
        '',
        'ALTER TABLE ONLY public.guests ENABLE ALWAYS TRIGGER "Odd";',
      ].join('\n'),
    );
  });

  it('names transition tables', () => {
    expect(ddlOf('trigger', { timing: 'after', level: 'statement', oldTable: 'before', newTable: 'New' })).toContain(
      '  REFERENCING OLD TABLE AS before NEW TABLE AS "New"\n  FOR EACH STATEMENT\n',
    );
  });

  it('writes event triggers and rules with their state', () => {
    expect(ddlOf('event-trigger', { tags: ['CREATE TABLE', 'DROP TABLE'], enabled: 'disabled' })).toBe(
      "CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION public.on_ddl();\n\nALTER EVENT TRIGGER watch DISABLE;",
    );
    expect(ddlOf('rule', { enabled: 'replica' })).toBe(
      'CREATE RULE keep AS ON DELETE TO public.guests DO INSTEAD NOTHING;\n\nALTER TABLE public.guests ENABLE REPLICA RULE keep;',
    );
  });
});
