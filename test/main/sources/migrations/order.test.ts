import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CatalogObject, KINDS, type Reading } from '#app/catalog';
import { seed } from '#test/support/seed.ts';
import { journalOf, openBench, places } from './support.ts';

let bench: Awaited<ReturnType<typeof openBench>>;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const FIRST = `CREATE TABLE boats (id int PRIMARY KEY, name text, owner int);
CREATE TABLE owners (id int PRIMARY KEY);`;

/** Each needs what the first file made and none of the others. */
const INDEPENDENT = [
  'ALTER TABLE boats ADD CONSTRAINT boats_owner FOREIGN KEY (owner) REFERENCES owners',
  'CREATE INDEX boats_name ON boats (lower(name))',
  "CREATE TYPE mood AS ENUM ('x', 'y')",
  'CREATE SCHEMA crm; CREATE TABLE crm.notes (id serial PRIMARY KEY)',
  'CREATE VIEW seen AS SELECT id FROM boats',
  'ALTER TABLE boats ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY own ON boats USING (owner > 1)',
  'ALTER TABLE owners RENAME COLUMN id TO no',
  "DO $$ BEGIN CREATE SEQUENCE counter; COMMENT ON TABLE owners IS 'people'; END $$",
  'ALTER TABLE boats ADD CHECK (id > 0)',
];

function withoutPlaces({ catalog }: Reading): readonly unknown[] {
  const plain = ({ origins: _, ...object }: CatalogObject) => object;
  return KINDS.flatMap((kind) => (catalog.objects[kind] as readonly CatalogObject[]).map(plain));
}

/** The statements in an order, some of them in a file of their own. */
const arranged = fc.record({
  order: fc.shuffledSubarray(INDEPENDENT, { minLength: INDEPENDENT.length }),
  cuts: fc.array(fc.boolean(), { minLength: INDEPENDENT.length, maxLength: INDEPENDENT.length }),
});

function filesOf(order: readonly string[], cuts: readonly boolean[]): readonly string[] {
  const files: string[][] = [[]];
  for (const [at, statement] of order.entries()) {
    if (cuts[at]) files.push([]);
    files.at(-1)?.push(`${statement};`);
  }
  return files.filter((file) => file.length > 0).map((file) => file.join('\n--> statement-breakpoint\n'));
}

it(`neither the order of independent statements nor the file they stand in matters (seed ${seed})`, async () => {
  const read = async (files: readonly string[]) => {
    const reading = await (await bench.project(journalOf(FIRST, ...files))).read();
    expect(reading.report).toEqual([]);
    expect(places(reading, 'table:public.boats')?.[0]).toBe('0000_step.sql:1');
    return withoutPlaces(reading);
  };
  const expected = await read(filesOf(INDEPENDENT, []));
  expect(expected.length).toBeGreaterThan(20);
  await fc.assert(
    fc.asyncProperty(arranged, async ({ order, cuts }) => {
      expect(await read(filesOf(order, cuts))).toEqual(expected);
    }),
    { numRuns: 4, seed },
  );
});
