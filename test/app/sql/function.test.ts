import { describe, expect, it } from 'vitest';
import { ddlOf } from './objects.ts';

describe('DDL of routines', () => {
  it('leaves out the attributes that are the default of the language', () => {
    expect(ddlOf('function')).toBe(
      'CREATE FUNCTION public.touch()\n  RETURNS trigger\n  LANGUAGE plpgsql\nAS $function$BEGIN RETURN new; END$function$;',
    );
    expect(
      ddlOf('function', { language: 'internal', body: 'int4pl', cost: 1, returns: 'SETOF integer', rows: 1000 }),
    ).toBe("CREATE FUNCTION public.touch()\n  RETURNS SETOF integer\n  LANGUAGE internal\nAS 'int4pl';");
  });

  it('writes every attribute, and takes another tag where the body holds the usual one', () => {
    expect(
      ddlOf('function', {
        identityArguments: 'uuid',
        arguments: 'id uuid DEFAULT NULL::uuid',
        volatility: 'stable',
        strict: true,
        securityDefiner: true,
        leakproof: true,
        parallel: 'safe',
        cost: 5,
        rows: 7,
        routine: 'window',
        config: ['search_path=core, "Odd Schema"', 'work_mem=8MB', 'app.list=a, b'],
        body: '-- $function$',
        comment: 'says',
      }),
    ).toBe(
      [
        'CREATE FUNCTION public.touch(id uuid DEFAULT NULL::uuid)',
        '  RETURNS trigger',
        '  LANGUAGE plpgsql',
        '  WINDOW',
        '  STABLE',
        '  STRICT',
        '  SECURITY DEFINER',
        '  LEAKPROOF',
        '  PARALLEL SAFE',
        '  COST 5',
        '  ROWS 7',
        "  SET search_path TO 'core', 'Odd Schema'",
        "  SET work_mem TO '8MB'",
        "  SET app.list TO 'a, b'",
        'AS $function1$-- $function$$function1$;',
        '',
        "COMMENT ON FUNCTION public.touch(uuid) IS 'says';",
      ].join('\n'),
    );
  });

  it('keeps an empty search_path empty, the safest setting there is', () => {
    expect(ddlOf('function', { config: ['search_path=""'] })).toContain("SET search_path TO ''\n");
  });

  it("keeps bodies in SQL's own grammar as they are", () => {
    const body = 'BEGIN ATOMIC\n SELECT 1;\nEND';
    expect(ddlOf('function', { routine: 'procedure', returns: null, language: 'sql', sqlBody: true, body })).toBe(
      `CREATE PROCEDURE public.touch()\n  LANGUAGE sql\n${body};`,
    );
  });

  it('writes aggregates with their options', () => {
    expect(
      ddlOf('function', {
        routine: 'aggregate',
        body: 'SFUNC = a.b',
        parallel: 'safe',
        owner: 'someone',
        comment: 'all',
      }),
    ).toBe(
      [
        'CREATE AGGREGATE public.touch(*) (\n  SFUNC = a.b,\n  PARALLEL = safe\n);',
        'ALTER AGGREGATE public.touch(*) OWNER TO someone;',
        "COMMENT ON AGGREGATE public.touch(*) IS 'all';",
      ].join('\n\n'),
    );
  });

  it('names the library of a C function', () => {
    expect(ddlOf('function', { language: 'c', cost: 1, library: '$libdir/x', body: 'f' })).toContain(
      "AS '$libdir/x', 'f';",
    );
  });
});
