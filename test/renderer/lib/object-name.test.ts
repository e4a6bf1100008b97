import { describe, expect, it } from 'vitest';
import { functionId, grantId, objectId } from '#app/catalog';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { originText, shortOriginText } from '#renderer/lib/origin.ts';

describe('names on screen', () => {
  it('say what an object is called and what it stands in', () => {
    expect(objectName(objectId('column', 'public', 'guests', 'email'))).toEqual({
      kind: 'column',
      name: 'email',
      where: 'public.guests',
      schema: 'public',
      table: 'guests',
    });
    expect(objectName(objectId('role', 'app_user'))).toMatchObject({ name: 'app_user', where: '', schema: null });
    expect(objectName(objectId('table', 'public', 'Guest list'))).toMatchObject({ name: 'Guest list', table: null });
  });

  it('tell overloads apart', () => {
    expect(qualifiedText(functionId('public', 'f', 'uuid, text'))).toBe('public.f(uuid, text)');
  });

  it('name what a grant is about', () => {
    const id = grantId(objectId('table', 'public', 'guests'), 'app_user');
    expect(objectName(id)).toMatchObject({ kind: 'grant', name: 'app_user on table public.guests', table: 'guests' });
    expect(qualifiedText(id)).toBe('app_user on table public.guests');
  });

  it('show an identity that cannot be read as it is', () => {
    expect(objectName('nonsense').name).toBe('nonsense');
  });
});

describe('origins on screen', () => {
  it('name the file and line, the statement, or the database', () => {
    expect(originText({ source: 'code', file: 'src/a.ts', line: 3, column: 1 })).toBe('src/a.ts:3');
    expect(originText({ source: 'migrations', file: '0001.sql', statement: 2 })).toBe('0001.sql, statement 2');
    expect(originText({ source: 'live' })).toBe('live database');
    expect(shortOriginText({ source: 'code', file: 'a/b/c/d.ts', line: 3 })).toBe('c/d.ts:3');
  });
});
