import { describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog } from '#app/catalog';
import type { Difference } from '#app/compare';
import { alignSides } from '#renderer/features/drift/aligned.ts';
import { ddlOf } from '#renderer/features/drift/ddl.ts';
import { madeUpCatalog } from '../../harness/made-up-catalog.ts';

const GUESTS = 'table:public.guests';
const NEW_DEFAULT = 'column:public.guests.plus_ones';

/** Live as a server spells it: the default of one column in other words. */
function withDefault(catalog: Catalog, text: string): Catalog {
  const column = catalog.objects.column.map((one) => (one.id === NEW_DEFAULT ? { ...one, default: text } : one));
  return buildCatalog({ objects: { ...catalog.objects, column }, server: catalog.server });
}

const code = withDefault(madeUpCatalog('code'), "'0'");
const live = withDefault(madeUpCatalog('live'), "'0'::integer");

function difference(object: string, attribute: string | null): Difference {
  return { object, attribute, key: attribute === null ? object : `${object}#${attribute}` } as Difference;
}

const ALL = [
  difference('column:public.guests.email', 'notNull'),
  difference('column:public.guests.seating_preference', null),
];
const linesOf = (differences: readonly Difference[]) => {
  const { before, after } = alignSides(code, live, differences, GUESTS);
  const texts = [before, after].map((catalog) => ddlOf(catalog, GUESTS).split('\n'));
  const [mine = [], theirs = []] = texts;
  return {
    onlyBefore: mine.filter((line) => !theirs.includes(line)),
    onlyAfter: theirs.filter((line) => !mine.includes(line)),
  };
};

describe('the two texts of a diff', () => {
  it('differ only where the judge found a difference', () => {
    const { onlyBefore, onlyAfter } = linesOf(ALL);
    expect(onlyBefore.map((line) => line.trim().split(/\s+/)[0])).toEqual(['email']);
    expect(onlyAfter.map((line) => line.trim().split(/\s+/)[0])).toEqual(['email', 'seating_preference']);
  });

  it('keep the own words of what differs', () => {
    const { onlyBefore, onlyAfter } = linesOf([...ALL, difference(NEW_DEFAULT, 'default')]);
    expect(onlyBefore.some((line) => line.includes("DEFAULT '0' "))).toBe(true);
    expect(onlyAfter.some((line) => line.includes("DEFAULT '0'::integer"))).toBe(true);
  });

  it('respell nothing of an object that differs in more than its attributes say', () => {
    const { onlyBefore } = linesOf([...ALL, difference(NEW_DEFAULT, 'something else')]);
    expect(onlyBefore.some((line) => line.includes("DEFAULT '0' "))).toBe(true);
  });

  it('respell the code whichever side it is, and nothing between two servers', () => {
    const swapped = alignSides(live, code, ALL, GUESTS);
    expect(swapped.before).toBe(live);
    expect(ddlOf(swapped.after, GUESTS)).toContain("'0'::integer");
    expect(alignSides(live, live, ALL, GUESTS)).toEqual({ before: live, after: live });
  });
});
