import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Catalog, type CatalogObject, catalogSchema, KINDS, type Reading, type Source } from '#app/catalog';
import {
  type Answers,
  type CompareOptions,
  type Comparison,
  compare,
  type Difference,
  differenceSchema,
  WHOLE_SCOPE,
} from '#app/compare';
import { anyCatalog, catalogAndChanged } from '#test/support/catalog/arbitrary-catalog.ts';
import { seed } from '#test/support/seed.ts';

const RUNS = { seed, numRuns: 40, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false };

const SCOPE = { ...WHOLE_SCOPE, roles: { all: true, include: [], exclude: [], provider: null } };
const reading = (kind: Source['kind'], catalog: Catalog): Reading => ({
  source: { kind, label: kind },
  catalog,
  report: [],
});

/** Any judge will do for the laws, as long as it answers alike: this one takes away parentheses and blanks. */
function judged(from: Reading, to: Reading, options: Partial<CompareOptions> = {}): Comparison {
  const answers = new Map<string, { readonly text: string }>();
  for (;;) {
    const comparison = compare(from, to, { scope: SCOPE, ...options, answers: answers as Answers });
    if (comparison.questions.length === 0) return comparison;
    for (const { key, text } of comparison.questions) answers.set(key, { text: text.replaceAll(/[()\s]/g, '') });
  }
}

const keysOf = ({ differences }: Comparison) => differences.map(({ key }) => key);

/** Objects of one structure under two names go by the first side's name, and by the other's the other way round. */
const isNamed = ({ attribute }: Difference) => attribute === 'name';

describe(`compare, of catalogs of any content (seed ${seed})`, () => {
  it('finds nothing between a catalog and itself, and asks nothing', () => {
    fc.assert(
      fc.property(anyCatalog, (catalog) => {
        for (const kind of ['code', 'url'] as const) {
          const comparison = compare(reading(kind, catalog), reading('live', catalog), {
            scope: SCOPE,
            answers: new Map(),
          });
          expect(comparison.differences.filter(({ verdict }) => verdict !== 'undecided' || kind === 'url')).toEqual([]);
          expect(comparison.questions).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('finds the same the other way round, with the sides exchanged', () => {
    fc.assert(
      fc.property(catalogAndChanged, ([a, b]) => {
        const there = judged(reading('url', a), reading('live', b));
        const back = judged(reading('live', b), reading('url', a));
        expect(back.totals).toEqual(there.totals);
        const renamed = [there, back].flatMap(({ differences }) =>
          differences.filter(isNamed).map(({ object }) => object),
        );
        const plain = ({ differences }: Comparison) =>
          differences
            .filter(({ object }) => !renamed.includes(object))
            .map(({ key, class: itsClass, counts, states }) => ({ key, class: itsClass, counts, states }));
        expect(plain(back)).toEqual(plain(there));
      }),
      RUNS,
    );
  });

  it('depends on no order of objects', () => {
    fc.assert(
      fc.property(catalogAndChanged, fc.infiniteStream(fc.nat(1000)), ([a, b], weights) => {
        const shuffled = (catalog: Catalog): Catalog => ({
          ...catalog,
          objects: Object.fromEntries(
            KINDS.map((kind) => [
              kind,
              (catalog.objects[kind] as readonly CatalogObject[])
                .map((object) => ({ object, weight: weights.next().value ?? 0 }))
                .sort((left, right) => left.weight - right.weight)
                .map(({ object }) => object),
            ]),
          ) as unknown as Catalog['objects'],
        });
        const expected = judged(reading('url', a), reading('live', b));
        expect(judged(reading('url', shuffled(a)), reading('live', shuffled(b)))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('finds the same where some of the objects were compared before', () => {
    fc.assert(
      fc.property(catalogAndChanged, ([a, b]) => {
        const pairs: readonly (readonly [Catalog, Catalog])[] = [
          [a, a],
          [a, b],
          [b, b],
          [b, a],
          [a, b],
        ];
        for (const [from, to] of pairs) {
          const anew = judged(reading('url', structuredClone(from)), reading('live', structuredClone(to)));
          expect(judged(reading('url', from), reading('live', to))).toEqual(anew);
        }
      }),
      // Ten comparisons a run.
      { ...RUNS, numRuns: 10 },
    );
  });

  it('gives the same of catalogs that went over the wire, and what it gives goes over it', () => {
    const differences = z.array(differenceSchema);
    fc.assert(
      fc.property(catalogAndChanged, ([a, b]) => {
        const sent = (catalog: Catalog) => catalogSchema.parse(JSON.parse(JSON.stringify(catalog))) as Catalog;
        const expected = judged(reading('url', a), reading('live', b));
        expect(judged(reading('url', sent(a)), reading('live', sent(b)))).toEqual(expected);
        expect(differences.parse(JSON.parse(JSON.stringify(expected.differences)))).toEqual(expected.differences);
      }),
      RUNS,
    );
  });

  it('tells of three sources what it tells of each two of them, and who stands alone', () => {
    fc.assert(
      fc.property(catalogAndChanged, anyCatalog, fc.nat(2), ([a, b], c, like) => {
        const code = reading('code', a);
        const live = reading('live', b);
        const migrations = reading('migrations', [a, b, c][like] as Catalog);
        const triple = judged(code, live, { migrations });
        const [agreed, compared] = [true, undefined].map((is) => triple.differences.filter((one) => one.agreed === is));
        expect(compared?.map(({ key }) => key)).toEqual(keysOf(judged(code, live)));
        // Migrations that say what one of the two says have nothing to say that nobody says.
        if (like < 2) expect(agreed).toEqual([]);
        const besideCode = judged(code, migrations);
        const besideLive = judged(migrations, live);
        if (like === 0) expectStandsAlone(triple, besideCode, besideLive, ['changed-by-hand']);
        if (like === 1) expectStandsAlone(triple, besideLive, besideCode, ['code-forgot', 'migration-forgot']);
        for (const { states } of triple.differences.filter(isPlain))
          expect(Object.keys(states)).toContain('migrations');
      }),
      RUNS,
    );
  });

  it('tells beside two that agree what the migrations say otherwise, and does not count it where code can say it', () => {
    fc.assert(
      fc.property(catalogAndChanged, ([a, b]) => {
        const [code, live, migrations] = [reading('code', a), reading('live', a), reading('migrations', b)];
        const { differences } = judged(code, live, { migrations });
        const told = differences.filter(isPlain).filter(({ verdict }) => verdict !== 'undecided');
        const besideLive = new Set(keysOf(judged(live, migrations)));
        for (const one of told) {
          expect(one).toMatchObject({ agreed: true, counts: false });
          expect(besideLive.has(one.key), one.key).toBe(true);
        }
        // Nothing that both have and code can express is passed over.
        const expressible = judged(code, migrations).differences.filter(
          ({ class: itsClass, attribute, verdict, kind }) =>
            itsClass !== 'unmanaged' && attribute !== null && verdict !== 'undecided' && kind !== 'role',
        );
        const keys = new Set(differences.map(({ key }) => key));
        for (const one of expressible.filter(isPlain)) expect(keys.has(one.key), one.key).toBe(true);
      }),
      RUNS,
    );
  });
});

/** Labels that code did not read are undecided, whoever else says what; the order of columns and names have no third account. */
function isPlain({ attribute, kind }: Difference): boolean {
  return attribute !== 'column order' && attribute !== 'name' && !(kind === 'enum' && attribute === 'labels');
}

/** Two agree: between them there is nothing, the third differs from both in the same, and the verdict says so. */
function expectStandsAlone(
  triple: Comparison,
  agreeing: Comparison,
  differing: Comparison,
  verdicts: readonly string[],
): void {
  expect(agreeing.differences.filter(isPlain)).toEqual([]);
  const others = new Set(keysOf(differing));
  for (const { key, verdict, class: itsClass } of triple.differences.filter(isPlain)) {
    expect(others.has(key), key).toBe(true);
    // No code says what Drizzle has no words for, as a generated one does: who forgot it is no question.
    if (itsClass !== 'unmanaged') expect(verdicts, key).toContain(verdict);
  }
}
