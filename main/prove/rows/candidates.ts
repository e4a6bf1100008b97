import { quoteLiteral, scanSql, type Token } from '#app/sql';
import { sampleOf } from './sample-pattern.ts';

const TEXT = /^(text|character varying|character|citext|bpchar|name)\b/;
const NUMBER = /^(smallint|integer|bigint|numeric|real|double precision|money)\b/;
const TIME = /^(date|timestamp)/;
const JSON_VALUES = ['{}', '[]', '{"a": 1}', '"a"', '1', 'true', 'null'];

/** Values that a check speaks of, and those around them, as SQL of the column's type. */
export function candidatesIn(expression: string, type: string, number: number): readonly string[] {
  const tokens = scanSql(expression);
  const found = tokens.flatMap((token, at) => around(token, tokens[at - 1], type, number));
  const numbers = tokens
    .filter(({ type: kind, text }) => kind === 'symbol' && /^\d/.test(text))
    .map(({ text }) => Number(text));
  const sized = TEXT.test(type) ? [...numbers, 3].flatMap((size) => texts(size, number)) : [];
  const json = /^jsonb?\b/.test(type) ? JSON_VALUES.map((value) => quoteLiteral(value)) : [];
  return [...new Set([...found, ...sized, ...json])].map((value) =>
    /^\(?-?\d/.test(value) ? withinType(value, type) : `${value}::${type}`,
  );
}

/** A number of that type: one that it cannot hold would spoil the question for all others. */
function withinType(value: string, type: string): string {
  const most = mostOf(type);
  return most === null ? `${value}::${type}` : `(greatest(-${most}, least(${most}, ${value})))::${type}`;
}

function mostOf(type: string): string | null {
  const [, digits, scale = '0'] = /^numeric\((\d+)(?:,\s*(\d+))?\)$/.exec(type) ?? [];
  if (digits !== undefined) {
    const whole = '9'.repeat(Math.max(0, Number(digits) - Number(scale))) || '0';
    return Number(scale) > 0 ? `${whole}.${'9'.repeat(Number(scale))}` : whole;
  }
  return type === 'smallint' ? '32767' : type === 'integer' ? '2147483647' : null;
}

function around(
  { type: kind, text }: Token,
  before: Token | undefined,
  type: string,
  number: number,
): readonly string[] {
  if (kind === 'string') return ofText(text, before, type, number);
  if (kind !== 'symbol' || !/^\d/.test(text) || !NUMBER.test(type)) return [];
  const value = Number(text);
  return [value + number, value - number, value, value + 1, value - 1, value / 2].map((one) =>
    one < 0 ? `(${one})` : String(one),
  );
}

function ofText(text: string, before: Token | undefined, type: string, number: number): readonly string[] {
  const isPattern = before?.text === '~' || before?.text === '*';
  if (isPattern && TEXT.test(type)) {
    const sample = sampleOf(text, number);
    return sample === null ? [] : [quoteLiteral(sample)];
  }
  if (TEXT.test(type)) {
    const likeness = text.replaceAll('%', `a${number}`).replaceAll('_', 'b');
    return likeness === text ? [quoteLiteral(text)] : [quoteLiteral(text), quoteLiteral(likeness)];
  }
  if (TIME.test(type) && /^\d{4}-\d\d-\d\d/.test(text))
    return [
      `(${quoteLiteral(text)}::timestamptz + interval '${number} days')`,
      `(${quoteLiteral(text)}::timestamptz - interval '${number} days')`,
    ];
  if (NUMBER.test(type) && /^-?\d+(\.\d+)?$/.test(text)) return [quoteLiteral(text)];
  return /^(smallint|integer|bigint|numeric|real|double|uuid|json|date|time|interval|boolean|bytea|inet|cidr|point)/.test(
    type,
  )
    ? []
    : [quoteLiteral(text)];
}

/** Of that size, a little longer and a little shorter, in letters, digits and capitals. */
function texts(size: number, number: number): readonly string[] {
  if (size > 10_000) return [];
  return [size, size + 1, size - 1]
    .filter((length) => length > 0)
    .flatMap((length) => {
      const letters = `${'abcdefghij'[number % 10]}`.padEnd(length, 'a');
      return [
        quoteLiteral(letters),
        quoteLiteral(letters.toUpperCase()),
        quoteLiteral(String(number).padStart(length, '1').slice(-length)),
      ];
    });
}

/** Values a little off another one: two columns are often held against each other. */
export function neighboursOf(value: string, type: string): readonly string[] {
  if (NUMBER.test(type) && type !== 'money')
    return [`${value}::numeric + 1`, `${value}::numeric * 2 + 10`, '0'].map((one) => withinType(`(${one})`, type));
  if (/^(date|time|timestamp)/.test(type))
    return ['1 hour', '40 days'].map((span) => `(${value} + interval '${span}')::${type}`);
  return type === 'boolean' ? ['true', 'false'] : [];
}

/** The names of columns that an expression mentions. */
export function mentioned(expression: string, columns: readonly string[]): readonly string[] {
  const words = new Set(
    scanSql(expression)
      .filter(({ type }) => type === 'word' || type === 'quoted')
      .map(({ text }) => text),
  );
  return columns.filter((column) => words.has(column));
}
