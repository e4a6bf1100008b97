import type { AuditContext } from '../context.ts';
import { type OwnColumn, ownColumns } from '../facts/columns.ts';
import { type DefaultValue, readDefault } from '../facts/defaults.ts';
import { OF_CODE, unlessCode } from '../facts/of-code.ts';
import { fact, sayColumn } from '../facts/say.ts';
import { enumOf, type TypeFamily } from '../facts/types.ts';
import { remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';

/** A server refuses such a default: only code can have one. */
export const defaultTypeMismatch: Rule = {
  id: 'default-type-mismatch',
  title: 'A default that the column’s type cannot hold',
  severity: 'critical',
  dimension: 'integrity',
  needs: OF_CODE,
  fix: ['code'],
  evaluate(context) {
    return unlessCode(context) ?? ownColumns(context).flatMap((own) => draftsOf(context, own));
  },
};

function draftsOf(context: AuditContext, { column, family }: OwnColumn): readonly FindingDraft[] {
  if (column.default === null || column.generated || column.identity) return [];
  const value = readDefault(column.default);
  const why = misfit(context, column.type, family, value);
  if (why === null) return [];
  return [
    {
      object: column.id,
      message: `${sayColumn(column)} is ${column.type}, and its default ${column.default} is ${why}: PostgreSQL refuses the table.`,
      evidence: [fact(`Its default is ${column.default}.`, column.id), fact(`Its type is ${column.type}.`, column.id)],
      remedy:
        value.is === 'boolean'
          ? remedy({
              title: `Make ${sayColumn(column)} boolean, as its default says`,
              edits: [set(column, { type: 'boolean', default: value.text })],
            })
          : remedy({
              title: `Take the default of ${sayColumn(column)} away`,
              edits: [set(column, { default: null })],
              advice: 'Or give it one of its type.',
            }),
    },
  ];
}

/** What the default is instead of a value of the type; `null` where it fits or nobody can tell from its text. */
function misfit(context: AuditContext, type: string, family: TypeFamily, value: DefaultValue): string | null {
  if (value.is === 'string') return stringMisfit(context, type, family, value.text, value.cast);
  if (value.is === 'boolean')
    return family === 'boolean' || family === 'text' || isUnknown(context, type, family) ? null : 'a boolean';
  if (value.is === 'number') return numberMisfit(context, type, family, value.text);
  if (value.is === 'now')
    return /^(date|timestamp|time|text)$/.test(family) || isUnknown(context, type, family) ? null : 'a time';
  if (value.is === 'call') return callMisfit(context, type, family, value.name);
  return null;
}

/** Types that no literal is judged of: arrays, ranges, composite types, what extensions bring. */
function isUnknown(context: AuditContext, type: string, family: TypeFamily): boolean {
  return family === 'other' && enumOf(context.catalog, type) === null;
}

const UUID = /^\{?[0-9a-f]{4}(-?[0-9a-f]{4}){7}\}?$/i;
const NUMBER = /^\s*[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i;
const INTEGER = /^\s*[-+]?(\d[\d_]*|0x[\da-f]+|0o[0-7]+|0b[01]+)\s*$/i;
const BOOLEAN = /^\s*(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)\s*$/i;

function stringMisfit(
  context: AuditContext,
  type: string,
  family: TypeFamily,
  text: string,
  cast: string | null,
): string | null {
  // What is cast to something else before has been judged by the cast.
  if (cast !== null && cast !== type && !/^(text|character varying)/.test(cast)) return null;
  const labels = enumOf(context.catalog, type)?.labels;
  if (labels) return labels.length === 0 || labels.includes(text) ? null : `none of its labels (${labels.join(', ')})`;
  switch (family) {
    case 'uuid':
      return UUID.test(text) ? null : 'no uuid';
    case 'integer':
      return INTEGER.test(text) ? rangeMisfit(type, text) : 'no integer';
    case 'numeric':
    case 'float':
      return NUMBER.test(text) || /^\s*[-+]?(nan|inf(inity)?)\s*$/i.test(text) ? null : 'no number';
    case 'boolean':
      return BOOLEAN.test(text) ? null : 'neither true nor false';
    case 'date':
    case 'timestamp':
      return isTime(text) ? null : 'no time';
    case 'json':
      return isJson(text) ? null : 'no JSON';
    case 'text':
      return lengthMisfit(type, text);
    default:
      return null;
  }
}

function numberMisfit(context: AuditContext, type: string, family: TypeFamily, text: string): string | null {
  if (family === 'integer') return rangeMisfit(type, text);
  if (/^(numeric|float|money|text)$/.test(family) || isUnknown(context, type, family)) return null;
  return 'a number';
}

/** Types of calls whose results are known, by what they return; PostgreSQL turns any of them into text by itself. */
const RETURNS: Readonly<Record<string, TypeFamily>> = {
  gen_random_uuid: 'uuid',
  uuid_generate_v4: 'uuid',
  uuid_generate_v1: 'uuid',
  uuidv7: 'uuid',
  uuidv4: 'uuid',
  nextval: 'integer',
  random: 'float',
};
const NUMBERS: ReadonlySet<TypeFamily> = new Set(['integer', 'numeric', 'float']);

function callMisfit(context: AuditContext, type: string, family: TypeFamily, name: string): string | null {
  const returned = RETURNS[name];
  if (returned === undefined || returned === family || family === 'text' || isUnknown(context, type, family))
    return null;
  if (NUMBERS.has(returned) && NUMBERS.has(family)) return null;
  return returned === 'uuid' ? 'a uuid' : 'a number';
}

const LIMITS: Readonly<Record<string, bigint>> = { smallint: 2n ** 15n, integer: 2n ** 31n, bigint: 2n ** 63n };

/** A number with decimals is rounded by PostgreSQL. */
function rangeMisfit(type: string, text: string): string | null {
  const limit = LIMITS[type];
  if (limit === undefined || !/^[-+]?\d+$/.test(text.trim())) return null;
  const value = BigInt(text.trim().replace(/^\+/, ''));
  return value >= limit || value < -limit ? `beyond ${type}` : null;
}

/** PostgreSQL cuts off spaces, and nothing else. */
function lengthMisfit(type: string, text: string): string | null {
  const length = Number(/^character(?: varying)?\((\d+)\)$/.exec(type)?.[1] ?? Number.POSITIVE_INFINITY);
  return [...text.trimEnd()].length > length ? 'too long' : null;
}

/** Only what has neither digits nor a word for a time is surely none. */
function isTime(text: string): boolean {
  return /\d/.test(text) || /^\s*(now|today|tomorrow|yesterday|epoch|-?infinity|allballs)\b/i.test(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
