import { type Column, type ObjectId, objectId, quoteQualified } from '#app/catalog';
import { defaultSequenceName, defaultSequenceOptions } from '#app/sql';
import { plainDefault } from './plain-default.ts';
import { sqlTemplate, stringLiteral } from './text.ts';

/** How the names of builders are written where a column stands. */
export interface Words {
  /** `text`, `t.text`, `p.text`. */
  builder(name: string): string;
  /** A helper that is always imported: `customType`. */
  helper(name: string): string;
  readonly sql: () => string;
  string(text: string): string;
  /** The name of what the project exports for an enum; `null` where it exports none. */
  enumOf(id: ObjectId): string | null;
  /** The name of a custom type of the project's that stands for a type; `null` where there is none. */
  customOf(type: string): string | null;
}

/** The name argument and the options: `'name'`, `{ … }`, both or none. */
function call(words: Words, builder: string, name: string | null, options: string | null = null): string {
  const given = [...(name === null ? [] : [words.string(name)]), ...(options === null ? [] : [options])];
  return `${builder}(${given.join(', ')})`;
}

const PLAIN: Readonly<Record<string, string>> = {
  smallint: 'smallint',
  integer: 'integer',
  text: 'text',
  boolean: 'boolean',
  real: 'real',
  'double precision': 'doublePrecision',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  inet: 'inet',
  cidr: 'cidr',
  macaddr: 'macaddr',
  macaddr8: 'macaddr8',
  date: 'date',
  interval: 'interval',
  point: 'point',
  line: 'line',
};

const SERIALS: Readonly<Record<string, string>> = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' };

/** A column's type as a builder, `name` given or left to the property: `varchar('name', { length: 20 })`. */
export function typeText(words: Words, column: Column, name: string | null): string {
  const dimensions = /(\[\])+$/.exec(column.type)?.[0].length ?? 0;
  const base = column.type.replace(/(\[\])+$/, '');
  const serial = isSerial(column) ? SERIALS[base] : undefined;
  const written =
    serial === undefined
      ? baseText(words, column, base, name)
      : call(words, words.builder(serial), name, serial === 'bigserial' ? "{ mode: 'number' }" : null);
  return `${written}${'.array()'.repeat(dimensions / 2)}`;
}

function baseText(words: Words, column: Column, base: string, name: string | null): string {
  const plain = PLAIN[base];
  if (plain !== undefined) return call(words, words.builder(plain), name);
  if (base === 'bigint') return call(words, words.builder('bigint'), name, "{ mode: 'number' }");
  const [, word = '', options = '', rest = ''] =
    /^([a-z ]+?)(?:\(([^)]*)\))?( with(?:out)? time zone)?$/.exec(base) ?? [];
  const numbers = options.split(',').map((part) => part.trim());
  const made = (builder: string, settings: readonly (string | null)[]) => {
    const said = settings.filter((each) => each !== null);
    return call(words, words.builder(builder), name, said.length === 0 ? null : `{ ${said.join(', ')} }`);
  };
  const zone = rest === ' with time zone' ? 'withTimezone: true' : null;
  switch (word) {
    case 'character varying':
      return made('varchar', [options === '' ? null : `length: ${options}`]);
    case 'character':
      return made('char', [options === '' || options === '1' ? null : `length: ${options}`]);
    case 'numeric':
      return made('numeric', [
        options === '' ? null : `precision: ${numbers[0]}`,
        numbers[1] === undefined || numbers[1] === '0' ? null : `scale: ${numbers[1]}`,
      ]);
    case 'timestamp':
    case 'time':
      return made(word, [options === '' ? null : `precision: ${options}`, zone]);
    case 'bit':
    case 'vector':
    case 'halfvec':
    case 'sparsevec':
      if (options !== '') return made(word, [`dimensions: ${options}`]);
  }
  const enumName = enumIn(words, base);
  if (enumName !== null) return `${enumName}(${name === null ? '' : words.string(name)})`;
  return customText(words, column, base, name);
}

/** A type for which Drizzle has no builder. */
function customText(words: Words, column: Column, base: string, name: string | null): string {
  const known = words.customOf(base);
  if (known !== null) return `${known}(${name === null ? '' : words.string(name)})`;
  const type = stringLiteral(base);
  const custom = words.helper('customType');
  return `${custom}<{ data: string }>({ dataType: () => ${type} })(${words.string(name ?? column.name)})`;
}

function enumIn(words: Words, type: string): string | null {
  const parts = /^(?:("(?:[^"]|"")*"|[^".]+)\.)?("(?:[^"]|"")*"|[^".]+)$/.exec(type);
  if (!parts) return null;
  const plain = (part: string) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part);
  return words.enumOf(objectId('enum', plain(parts[1] ?? 'public'), plain(parts[2] ?? '')));
}

/** True where the default is what a serial column of that name takes. */
export function isSerial(column: Column): boolean {
  if (!column.notNull || column.default === null || !(column.type in SERIALS)) return false;
  const { schema, table, name } = column;
  const sequence = quoteQualified(schema, defaultSequenceName(table, name)).replaceAll("'", "''");
  return column.default === `nextval('${sequence}'::regclass)`;
}

/** The calls that follow the type, in the order in which people write them. */
export interface ColumnCalls {
  readonly notNull: string | null;
  readonly default: string | null;
  readonly generated: string | null;
  readonly identity: string | null;
}

export function columnCalls(words: Words, column: Column): ColumnCalls {
  const isImplied = column.identity !== null || isSerial(column);
  return {
    notNull: column.notNull && !isImplied ? '.notNull()' : null,
    default: column.default === null || isSerial(column) ? null : defaultCall(words, column),
    generated:
      column.generated === null
        ? null
        : `.generatedAlwaysAs(${sqlTemplate(column.generated.expression, words.sql())}${
            column.generated.storage === 'virtual' ? ", { mode: 'virtual' }" : ''
          })`,
    identity: column.identity === null ? null : identityCall(column.identity, column),
  };
}

const NUMBERS = /^(smallint|integer|bigint|real|double precision)$/;
const TEXTS = /^(text|character varying|character)\b/;

/** In the words of Drizzle where they say the same, else as SQL. */
function defaultCall(words: Words, { type, default: written }: Column): string {
  const text = written ?? '';
  if (text === 'now()' && /^(timestamp|date|time)\b/.test(type)) return '.defaultNow()';
  if (text === 'gen_random_uuid()' && type === 'uuid') return '.defaultRandom()';
  const plain = plainDefault(text, type) ?? '';
  const isNumber = /^-?\d+(\.\d+)?$/.test(plain) && Number.isSafeInteger(Math.trunc(Number(plain)));
  if (NUMBERS.test(type) && isNumber) return `.default(${plain})`;
  if (/^numeric\b/.test(type) && isNumber) return `.default(${words.string(plain)})`;
  if (type === 'boolean' && /^(true|false)$/.test(plain)) return `.default(${plain})`;
  const literal = /^'((?:[^'\\]|'')*)'$/.exec(plain)?.[1]?.replaceAll("''", "'");
  const isText = TEXTS.test(type) || (literal !== undefined && enumIn(words, type) !== null);
  if (literal !== undefined && isText) return `.default(${words.string(literal)})`;
  if (literal !== undefined && /^jsonb?$/.test(type) && isPrintedJson(literal)) return `.default(${literal})`;
  return `.default(${sqlTemplate(text, words.sql())})`;
}

/** Objects and arrays as JavaScript prints them. */
function isPrintedJson(text: string): boolean {
  try {
    return /^[[{]/.test(text) && JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

function identityCall(identity: NonNullable<Column['identity']>, column: Column): string {
  const { options, sequence, generated } = identity;
  const type = column.type === 'smallint' || column.type === 'bigint' ? column.type : 'integer';
  const usual = defaultSequenceOptions(type);
  const names = {
    start: 'startWith',
    increment: 'increment',
    min: 'minValue',
    max: 'maxValue',
    cache: 'cache',
  } as const;
  const said = Object.entries(names).flatMap(([field, name]) => {
    const value = options[field as keyof typeof names];
    if (value === usual[field as keyof typeof names]) return [];
    return [`${name}: ${Number.isSafeInteger(Number(value)) ? value : stringLiteral(value)}`];
  });
  const named = sequence.name === `${column.table}_${column.name}_seq` ? [] : [`name: ${stringLiteral(sequence.name)}`];
  const all = [...named, ...said, ...(options.cycle ? ['cycle: true'] : [])];
  const method = generated === 'always' ? 'generatedAlwaysAsIdentity' : 'generatedByDefaultAsIdentity';
  return `.${method}(${all.length === 0 ? '' : `{ ${all.join(', ')} }`})`;
}
