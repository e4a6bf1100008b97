import { describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog, type Check, type Reading, type Source } from '#app/catalog';
import { type Answers, compare, type Question, WHOLE_SCOPE } from '#app/compare';

const check = (expression: string): Check => ({
  kind: 'check',
  id: 'check:public.rooms.size',
  comment: null,
  origins: [],
  schema: 'public',
  table: 'rooms',
  name: 'size',
  expression,
  noInherit: false,
  validated: true,
  enforced: true,
  inherited: false,
});

const column = (type: string) =>
  ({
    kind: 'column',
    id: 'column:public.rooms.beds',
    schema: 'public',
    table: 'rooms',
    name: 'beds',
    position: 1,
    type,
    origins: [],
  }) as never;

const catalogWith = (expression: Check, type: string): Catalog =>
  buildCatalog({
    objects: {
      table: [{ kind: 'table', id: 'table:public.rooms', schema: 'public', name: 'rooms', origins: [] } as never],
      column: [column(type)],
      check: [expression],
    },
  });

const reading = (kind: Source['kind'], catalog: Catalog): Reading => ({
  source: { kind, label: kind },
  catalog,
  report: [],
});

/** Asks as often as there are questions; `print` is what the server prints of a text. */
function judged(from: Catalog, to: Catalog, judge: string, print: (question: Question) => string) {
  const answers = new Map<string, { readonly text: string }>();
  const asked: string[] = [];
  for (;;) {
    const options = { answers: answers as Answers, scope: WHOLE_SCOPE, judge };
    const comparison = compare(reading('code', from), reading('live', to), options);
    if (comparison.questions.length === 0) return { comparison, asked };
    for (const question of comparison.questions) {
      asked.push(question.text);
      answers.set(question.key, { text: print(question) });
    }
  }
}

const [inCode, inLive] = [check('beds>1'), check('(beds > 1)')];
const plain = ({ text }: Question) => text.replaceAll(/[()\s]/g, '');

describe('pairs that were judged to be the same before', () => {
  it('are not asked about again, and the result still says that they were judged', () => {
    const [from, to] = [catalogWith(inCode, 'integer'), catalogWith(inLive, 'integer')];
    expect(judged(from, to, 'one', plain).asked.length).toBeGreaterThan(0);
    const again = judged(from, to, 'one', plain);
    expect(again.asked).toEqual([]);
    expect(again.comparison).toMatchObject({ differences: [], judged: true });
  });

  it('are asked about again by another server, which may print them otherwise', () => {
    const [from, to] = [catalogWith(inCode, 'integer'), catalogWith(inLive, 'integer')];
    judged(from, to, 'two', plain);
    const { comparison } = judged(from, to, 'three', ({ text }) => text);
    expect(comparison.differences.map(({ key }) => key)).toEqual(['check:public.rooms.size#expression']);
  });

  it('are asked about again where a column of their table is of another type', () => {
    const live = catalogWith(inLive, 'integer');
    judged(catalogWith(inCode, 'integer'), live, 'four', plain);
    const { asked } = judged(catalogWith(inCode, 'numeric'), live, 'four', plain);
    expect(asked).toContain('beds>1');
  });
});
