import { canonicalType } from '#app/sql';

interface TypeParts {
  readonly base: string;
  readonly first: number | null;
  readonly second: number | null;
  readonly isArray: boolean;
}

/**
 * Whether ALTER COLUMN TYPE leaves the rows as they are (documentation of ALTER TABLE; `ATColumnChangeRequiresRewrite` and the
 * transform functions of the types in PostgreSQL's source).
 */
export function keepsRows(from: string, to: string, using: string | null): boolean {
  if (using !== null && !/^"?\w+"?(::[\w\s."()[\],]+)?$/.test(using.trim())) return false;
  const [a, b] = [partsOf(from), partsOf(to)];
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  if (a.isArray || b.isArray) return false;
  const widens = b.first === null || (a.first !== null && b.first >= a.first);
  if (a.base === 'character varying' && b.base === 'character varying') return widens;
  if (a.base === 'character varying' && b.base === 'text') return true;
  if (a.base === 'text' && b.base === 'character varying') return b.first === null;
  if (a.base === 'numeric' && b.base === 'numeric')
    return b.first === null || (widens && a.first !== null && (a.second ?? 0) === (b.second ?? 0));
  if (a.base === 'bit varying' && b.base === 'bit varying') return widens;
  if (a.base === 'cidr' && b.base === 'inet') return true;
  const isTime = /^(time|timestamp|interval)/.test(a.base);
  return isTime && a.base === b.base && (widens || (b.first ?? 0) >= FINEST);
}

/** Digits of a second that PostgreSQL keeps. */
const FINEST = 6;

/** What of a value may be lost without an error, or `null`. `using` is an explicit cast: it cuts where an assignment refuses. */
export function lostBy(from: string, to: string, using: string | null): string | null {
  const [a, b] = [partsOf(from), partsOf(to)];
  const isText = /^(text|character|character varying)$/.test(a.base);
  const narrows = b.first !== null && (a.first === null || b.first < a.first);
  if (isText && /^character/.test(b.base) && narrows && using !== null)
    return `what is longer than ${b.first} characters is cut`;
  if (
    a.base === 'numeric' &&
    b.base === 'numeric' &&
    b.first !== null &&
    (a.first === null || (b.second ?? 0) < (a.second ?? 0))
  )
    return 'digits behind the point are rounded';
  if (isFraction(a.base) && isWhole(b.base)) return 'digits behind the point are rounded';
  if (a.base === 'double precision' && b.base === 'real') return 'digits are rounded';
  if (/^timestamp/.test(a.base) && b.base === 'date') return 'the time of day';
  if (a.base === 'json' && b.base === 'jsonb') return 'the order of keys, and keys that stand twice';
  return null;
}

/** A condition that is true of values that the new type does not take; `null` where all fit, or no condition tells. */
export function misfit(column: string, from: string, to: string, labels: readonly string[] | null): string | null {
  const [a, b] = [partsOf(from), partsOf(to)];
  if (b.isArray) return null;
  if (labels) return `${column}::text NOT IN (${labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ')})`;
  const limit = WHOLE[b.base];
  if (limit && (isFraction(a.base) || (WHOLE[a.base]?.rank ?? -1) > limit.rank))
    return `${column} NOT BETWEEN ${limit.min} AND ${limit.max}`;
  const isText = /^(text|character|character varying)$/.test(a.base);
  if (/^character/.test(b.base) && b.first !== null)
    return isText && a.first !== null && a.first <= b.first ? null : `length(${column}::text) > ${b.first}`;
  if (b.base === 'numeric' && b.first !== null && (isWhole(a.base) || isFraction(a.base)))
    return `abs(${column}) >= 10::numeric ^ ${b.first - (b.second ?? 0)}`;
  if (isText && b.base === 'uuid') return `${column} !~* '^\\s*\\{?[0-9a-f]{4}(-?[0-9a-f]{4}){7}\\}?\\s*$'`;
  if (isText && isWhole(b.base)) return `${column} !~ '^\\s*[-+]?[0-9]+\\s*$'`;
  if (isText && isFraction(b.base)) return `${column} !~* '^\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[-+]?[0-9]+)?\\s*$'`;
  if (isText && b.base === 'boolean')
    return `lower(trim(${column})) NOT IN ('t', 'true', 'y', 'yes', 'on', '1', 'f', 'false', 'n', 'no', 'off', '0')`;
  return null;
}

interface Limit {
  readonly rank: number;
  readonly min: string;
  readonly max: string;
}

const WHOLE: Readonly<Record<string, Limit | undefined>> = {
  smallint: { rank: 0, min: '-32768', max: '32767' },
  integer: { rank: 1, min: '-2147483648', max: '2147483647' },
  bigint: { rank: 2, min: '-9223372036854775808', max: '9223372036854775807' },
};

function isWhole(base: string): boolean {
  return WHOLE[base] !== undefined;
}

function isFraction(base: string): boolean {
  return base === 'numeric' || base === 'real' || base === 'double precision';
}

function partsOf(written: string): TypeParts {
  const type = canonicalType(written);
  const bare = type.replace(/(\[\])+$/, '');
  const [, first, second] = /\((\d+)(?:\s*,\s*(-?\d+))?\)/.exec(bare) ?? [];
  const number = (text: string | undefined) => (text === undefined ? null : Number(text));
  return {
    base: bare.replace(/\s*\([^)]*\)/, '').trim(),
    first: number(first),
    second: number(second),
    isArray: bare !== type,
  };
}
