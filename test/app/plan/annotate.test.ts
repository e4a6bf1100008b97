import { describe, expect, it } from 'vitest';
import { emptyCatalog } from '#app/catalog';
import { madeForIn, renderDraft, withHazards } from '#app/plan';

describe('the text of a draft', () => {
  const planned = withHazards([{ sql: 'DROP TABLE public.boats', object: 'table:public.boats' }], emptyCatalog());

  it('says what it was made for, and what is dangerous above each statement', () => {
    const text = renderDraft(planned, 'abc');
    expect(text).toContain('-- loses data: table public.boats with its rows\nDROP TABLE public.boats;');
    expect(madeForIn(text)).toBe('abc');
  });

  it('is empty where nothing is to be done', () => {
    expect(renderDraft([], 'abc')).toBe('');
  });

  it('was made for nothing where a person wrote it', () => {
    expect(madeForIn('-- up\nSELECT 1;')).toBeNull();
  });
});

describe('what would make a statement fail', () => {
  const queries = (sql: string) =>
    withHazards([{ sql, object: 'table:public.boats' }], emptyCatalog()).flatMap(({ hazards }) =>
      hazards.flatMap((hazard) => (hazard.kind === 'fails-if' ? [hazard.query] : [])),
    );

  it.each([
    ['ALTER TABLE boats ALTER COLUMN name SET NOT NULL', 'SELECT count(*) FROM public.boats WHERE name IS NULL'],
    ['ALTER TABLE boats ADD COLUMN a int NOT NULL', 'SELECT count(*) FROM public.boats'],
    ['ALTER TABLE boats ADD CONSTRAINT c CHECK (a > 0)', 'SELECT count(*) FROM public.boats WHERE NOT (a > 0)'],
    [
      'CREATE UNIQUE INDEX i ON boats (lower(name) text_pattern_ops DESC, a) WHERE b',
      'SELECT count(*) FROM (SELECT FROM public.boats WHERE (b) AND lower(name) IS NOT NULL AND a IS NOT NULL GROUP BY lower(name), a HAVING count(*) > 1) AS twice',
    ],
    [
      'ALTER TABLE boats ADD FOREIGN KEY (a) REFERENCES harbours (id)',
      'SELECT count(*) FROM public.boats c WHERE c.a IS NOT NULL AND NOT EXISTS (SELECT FROM public.harbours p WHERE p.id = c.a)',
    ],
  ])('is asked by a query: %s', (sql, query) => {
    expect(queries(sql)).toEqual([query]);
  });

  it.each([
    'ALTER TABLE boats ADD COLUMN a int NOT NULL DEFAULT 1',
    'ALTER TABLE boats ADD COLUMN a serial NOT NULL',
    'ALTER TABLE boats ADD CONSTRAINT c CHECK (a > 0) NOT VALID',
    'CREATE INDEX i ON boats (name)',
  ])('is not asked where no row can: %s', (sql) => {
    expect(queries(sql)).toEqual([]);
  });
});
