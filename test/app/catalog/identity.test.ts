import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionId, grantId, KINDS, objectId, parseObjectId, printObjectId } from '#app/catalog';

const kind = fc.constantFrom(...KINDS);
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom('guests', 'Guest list', 'a.b', 'a"b', 'f(x)', 'table:x', 'select', '"', '.', '(', ')'),
);

describe('object identities', () => {
  it('read as people expect', () => {
    expect(objectId('table', 'public', 'guests')).toBe('table:public.guests');
    expect(objectId('table', 'public', 'auth.users')).toBe('table:public."auth.users"');
    expect(objectId('policy', 'public', 'Guest list', 'tenant_isolation')).toBe(
      'policy:public."Guest list".tenant_isolation',
    );
    expect(functionId('public', 'f', 'uuid, text')).toBe('function:public.f(uuid, text)');
    expect(objectId('role', 'app_user')).toBe('role:app_user');
    expect(grantId('table:public.guests', 'app_user')).toBe('grant:"table:public.guests".app_user');
  });

  it('are parsed back into what they were printed from', () => {
    fc.assert(
      fc.property(kind, fc.array(name, { minLength: 1, maxLength: 4 }), (anyKind, parts) => {
        const id = objectId(anyKind, ...parts);
        expect(parseObjectId(id)).toEqual({ kind: anyKind, parts });
        expect(printObjectId(parseObjectId(id))).toBe(id);
      }),
    );
  });

  it('keep the arguments of functions as they are', () => {
    fc.assert(
      fc.property(name, name, fc.string({ maxLength: 30 }), (schema, routine, args) => {
        const id = functionId(schema, routine, args);
        expect(parseObjectId(id)).toEqual({ kind: 'function', parts: [schema, routine], arguments: args });
        expect(printObjectId(parseObjectId(id))).toBe(id);
      }),
    );
  });

  it('differ where their parts differ', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        (a, b) => {
          const isSame = a.length === b.length && a.every((part, at) => part === b[at]);
          expect(objectId('table', ...a) === objectId('table', ...b)).toBe(isSame);
        },
      ),
    );
  });

  it.each([
    ['guests', 'it starts with no known kind'],
    ['tabel:public.guests', 'it starts with no known kind'],
    ['table:public.', 'a name is missing at character 14'],
    ['table:', 'a name is missing at character 7'],
    ['table:"public', 'the quote at character 7 is never closed'],
    ['table:public.guests(int)', 'unexpected "(" at character 20'],
    ['function:public.f(int', 'unexpected "(" at character 18'],
  ])('%s is refused with the reason', (text, reason) => {
    expect(() => parseObjectId(text)).toThrow(SyntaxError);
    expect(() => parseObjectId(text)).toThrow(reason);
  });
});
