import * as fc from 'fast-check';

/** Source text of Drizzle schemas: random columns, defaults, keys, checks with bound values, indexes and views. */

const SIGNS = [
  'a',
  'Z',
  '7',
  'é',
  '名',
  ' ',
  "'",
  '"',
  '\\',
  '$1',
  '{',
  '}',
  ',',
  '%',
  '_',
  '.',
  '`',
  '${',
  '\n',
  'NULL',
];
const words = (max: number) => fc.array(fc.constantFrom(...SIGNS), { maxLength: max }).map((parts) => parts.join(''));
const quoted = (value: unknown) => JSON.stringify(value);

/** Names that need quoting, and some that PostgreSQL cuts. A number keeps them apart. */
const NAMES = ['plain', 'Upper', 'two words', 'a.b', 'größe', '名前', "it's", 'se"t', 'select', 'x'.repeat(70)];
/** A table's identity sequence is called after it; cut to 63 bytes, the two would have one name. */
const TABLE_NAMES = NAMES.filter((name) => name.length < 50);
const named = (prefix: string, index: number, name: string) => quoted(`${prefix}${index}_${name}`);

interface Type {
  /** The builder with its name left out: `varchar(#, { length: 40 })`. */
  readonly builder: string;
  /** Source text of defaults; `null` for types that have none here. */
  readonly value: fc.Arbitrary<string> | null;
  /** May be an array; conditions may be asked of it. */
  readonly plain: boolean;
}

const date = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((value) => `new Date(${quoted(value.toISOString())})`);
const integers = fc.integer({ min: -30_000, max: 30_000 }).map(String);
const decimals = fc.constantFrom('0', '1.5', '-2.25', '1e21', '0.1');
const json = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => value !== null && typeof value === 'object')
  // Numbers that JSON prints otherwise than PostgreSQL does are not what this is about.
  .map((value) => JSON.stringify(value).replace(/-?\d+(\.\d+)?e[+-]?\d+/g, '1'))
  .filter((text) => !text.includes('\\u0000'));

const TYPES: readonly Type[] = [
  { builder: 'integer(#)', value: integers, plain: true },
  { builder: 'smallint(#)', value: integers, plain: true },
  { builder: "bigint(#, { mode: 'number' })", value: integers, plain: true },
  {
    builder: "bigint(#, { mode: 'bigint' })",
    value: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map((n) => `${n}n`),
    plain: true,
  },
  { builder: 'numeric(#)', value: decimals.map(quoted), plain: true },
  { builder: 'numeric(#, { precision: 9, scale: 3 })', value: fc.constantFrom('"1.5"', '"-2"'), plain: true },
  { builder: 'real(#)', value: decimals, plain: true },
  {
    builder: 'doublePrecision(#)',
    value: fc.constantFrom('0.5', '-1e-7', 'Number.NaN', 'Number.POSITIVE_INFINITY'),
    plain: true,
  },
  { builder: 'boolean(#)', value: fc.boolean().map(String), plain: true },
  { builder: 'text(#)', value: words(8).map(quoted), plain: true },
  { builder: 'varchar(#, { length: 40 })', value: words(8).map(quoted), plain: true },
  { builder: 'char(#, { length: 30 })', value: words(6).map(quoted), plain: true },
  { builder: 'date(#)', value: fc.constantFrom('"2024-02-29"', '"1999-12-31"'), plain: true },
  { builder: "date(#, { mode: 'date' })", value: date, plain: true },
  { builder: 'time(#, { precision: 2 })', value: fc.constant('"12:34:56.78"'), plain: true },
  { builder: 'time(#, { withTimezone: true })', value: fc.constant('"12:34:56+02"'), plain: true },
  { builder: 'timestamp(#)', value: date, plain: true },
  { builder: 'timestamp(#, { precision: 2, withTimezone: true })', value: date, plain: true },
  { builder: "timestamp(#, { mode: 'string' })", value: fc.constant('"2024-01-01 10:00:00.5"'), plain: true },
  { builder: 'interval(#)', value: fc.constantFrom('"1 day"', '"02:03:04"'), plain: true },
  {
    builder: "interval(#, { fields: 'day to second', precision: 3 })",
    value: fc.constant('"1 day 02:00:00"'),
    plain: false,
  },
  { builder: 'uuid(#)', value: fc.uuid().map(quoted), plain: true },
  { builder: 'json(#)', value: json, plain: false },
  { builder: 'jsonb(#)', value: json, plain: false },
  { builder: 'inet(#)', value: fc.ipV4().map(quoted), plain: true },
  { builder: 'macaddr(#)', value: fc.constant('"08:00:2b:01:02:03"'), plain: true },
  { builder: 'point(#)', value: fc.constantFrom('[1, 2]', '[-0.5, 3]'), plain: false },
  { builder: "line(#, { mode: 'abc' })", value: fc.constant('{ a: 1, b: 2, c: 3 }'), plain: false },
  { builder: 'bit(#, { dimensions: 4 })', value: fc.constant('"1010"'), plain: false },
  { builder: 'mood(#)', value: fc.constantFrom(...['calm', "sailor's", 'a, "b"'].map(quoted)), plain: true },
  { builder: 'tsvector(#)', value: null, plain: false },
  { builder: 'cents(#, { scale: 3 })', value: fc.constant('"1.250"'), plain: false },
];

interface Column {
  readonly builder: string;
  readonly text: string;
  readonly value: fc.Arbitrary<string> | null;
}

const column = (index: number): fc.Arbitrary<Column> =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      name: fc.constantFrom(...NAMES),
      array: fc.integer({ min: 0, max: 4 }).map((roll) => roll === 0),
      modifiers: fc.subarray(['.notNull()', '.unique()', '.$type<never>()', '.$onUpdate(() => undefined as never)']),
      hasDefault: fc.boolean(),
    })
    .chain(({ type, name, array, modifiers, hasDefault }) => {
      const isArray = array && type.plain;
      const one = type.value ?? fc.constant('');
      const value = isArray ? fc.array(one, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) : one;
      // JSON and shapes have no equality, so they cannot be unique.
      const kept = modifiers.filter((modifier) => modifier !== '.unique()' || type.plain);
      return value.map((text) => ({
        builder: `${type.builder.replace('#', named('c', index, name))}${isArray ? '.array()' : ''}${kept.join('')}${
          hasDefault && type.value ? `.default(${text} as never)` : ''
        }`,
        text: isArray ? 'array' : type.builder,
        value: type.plain && !isArray ? type.value : null,
      }));
    });

/** A condition on a column, with bound values. */
function condition(key: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const one = values.map((value) => `${value} as never`);
  return fc.oneof(
    one.map((value) => `eq(t.${key}, ${value})`),
    fc.tuple(one, one).map(([low, high]) => `between(t.${key}, ${low}, ${high})`),
    fc.array(one, { minLength: 1, maxLength: 3 }).map((items) => `inArray(t.${key}, [${items.join(', ')}])`),
    one.map((value) => `not(ne(t.${key}, ${value}))`),
    one.map((value) => `sql\`\${t.${key}} is distinct from \${${value}}\``),
    fc.constant(`isNotNull(t.${key})`),
  );
}

function extras(table: number, columns: readonly Column[]): fc.Arbitrary<readonly string[]> {
  const asked = columns.flatMap(({ value }, index) => (value ? [{ key: `k${index}`, value }] : []));
  const [first, second] = asked;
  if (!first) return fc.constant([]);
  const other = second ?? first;
  return fc
    .tuple(
      condition(first.key, first.value),
      condition(other.key, other.value),
      fc.constantFrom('and', 'or'),
      fc.constantFrom('', '.desc()', '.asc().nullsFirst()', '.desc().nullsLast()'),
      fc.constantFrom(...NAMES),
    )
    .map(([left, right, both, order, name]) => [
      `check(${named(`check${table}_`, 0, name)}, ${left})`,
      `check(${named(`check${table}_`, 1, name)}, ${both}(${left}, not(${right})) as never)`,
      `index(${named(`index${table}_`, 0, name)}).on(t.${first.key}${order}, t.id)`,
      `index(${named(`index${table}_`, 1, name)}).on(sql\`(\${t.${first.key}} is null)\`).where(${right})`,
      `unique(${named(`unique${table}_`, 0, name)}).on(t.id, t.${other.key})`,
    ]);
}

const IDENTITIES = [
  'integer().primaryKey()',
  'integer().primaryKey().generatedAlwaysAsIdentity()',
  'integer().primaryKey().generatedByDefaultAsIdentity({ startWith: 100, increment: 5, cache: 3 })',
  'serial().primaryKey()',
];

const table = (index: number): fc.Arbitrary<string> =>
  fc
    .record({
      columns: fc
        .integer({ min: 1, max: 8 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => column(at)))),
      id: fc.constantFrom(...IDENTITIES),
      name: fc.constantFrom(...TABLE_NAMES),
      maker: fc.constantFrom('pgTable', 'place.table'),
      reference: index === 0 ? fc.constant(-1) : fc.integer({ min: -1, max: index - 1 }),
      action: fc.constantFrom('cascade', 'set null', 'restrict', 'no action'),
      rls: fc.boolean(),
    })
    .chain(({ columns, id, name, maker, reference, action, rls }) =>
      extras(index, columns).map((entries) => {
        const written = columns.map(({ builder }, at) => `  k${at}: ${builder},`);
        const key =
          reference < 0 ? '' : `  up: integer().references(() => t${reference}.id, { onDelete: ${quoted(action)} }),\n`;
        const policies = rls ? [`pgPolicy('seen', { for: 'select', using: eq(t.id, 1) })`] : [];
        return `export const t${index} = ${maker}(${named('t', index, name)}, {
  id: ${id},
${key}${written.join('\n')}
}, (t) => [
  ${[...entries, ...policies].join(',\n  ')}
]);
export const v${index} = pgView(${named('v', index, name)}).as((q) => q.select({ id: t${index}.id }).from(t${index}).where(gt(t${index}.id, 3)));
`;
      }),
    );

const HEAD = `import { and, between, eq, gt, inArray, isNotNull, ne, not, or, sql } from 'drizzle-orm';
import { bigint, bit, boolean, char, check, customType, date, doublePrecision, index, inet, integer, interval, json, jsonb, line, macaddr, numeric, pgEnum, pgPolicy, pgSchema, pgTable, pgView, point, real, serial, smallint, text, time, timestamp, unique, uuid, varchar } from 'drizzle-orm/pg-core';
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const cents = customType<{ data: string; config: { scale: number } }>({ dataType: (config) => \`numeric(12, \${config?.scale})\` });
export const mood = pgEnum('mood', ['calm', "sailor's", 'a, "b"']);
export const place = pgSchema('other place');
`;

/** The text of a schema file with its tables, each written by itself so that their order can be changed. */
export const drizzleSource: fc.Arbitrary<{ readonly head: string; readonly tables: readonly string[] }> = fc
  .integer({ min: 3, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => table(index))))
  .map((tables) => ({ head: HEAD, tables }));
