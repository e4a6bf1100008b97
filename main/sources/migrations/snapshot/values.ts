import { objectId, quoteQualified, type SnapshotObject } from '#app/catalog';
import { canonicalType, expandSerial, unquoteLiteral } from '#app/sql';

/** Plain values out of JSON that somebody may have edited. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
export const recordsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(value) ? value : Object.values(recordOf(value))).map(recordOf);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : Object.values(recordOf(value))).filter((each) => typeof each === 'string');
/** Numbers and booleans are texts in the catalog. */
export const sqlOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
export const schemaOf = (value: unknown): string => textOf(value) || 'public';

interface ColumnInput {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly typeSchema: string;
  readonly notNull: boolean;
  readonly default: unknown;
  readonly identity: Readonly<Record<string, unknown>> | null;
  readonly generated: string | null;
}

/** As the compared catalogs say a default that a serial column takes from its own sequence. */
const SERIAL_DEFAULT = 'nextval(its own sequence)';

export function columnObject(input: ColumnInput): SnapshotObject {
  const { schema, table, name, identity } = input;
  const type = typeText(input.type, input.typeSchema);
  const serial = expandSerial(type);
  const options = identity && sequenceOptions(identity);
  return {
    id: objectId('column', schema, table, name),
    kind: 'column',
    table: objectId('table', schema, table),
    attributes: {
      type: serial ?? canonicalType(type),
      notNull: input.notNull || serial !== null || identity !== null,
      default: serial === null ? sqlOf(input.default) : SERIAL_DEFAULT,
      identity: identity && {
        generated: textOf(identity.type) === 'always' ? 'always' : 'by default',
        options,
      },
      generated: input.generated,
    },
  };
}

/** `mood[]` of schema `public` is `public.mood[]`. */
function typeText(type: string, schema: string): string {
  if (schema === '' || schema === 'pg_catalog') return type;
  const [, name = type, array = ''] = /^([^[]*)((?:\[\d*\])*)$/.exec(type) ?? [];
  return `${quoteQualified(schema, name)}${array}`;
}

/** Both lines name the settings of a sequence, each its own way. */
export function sequenceOptions(values: Readonly<Record<string, unknown>>) {
  const text = (...names: readonly string[]) => sqlOf(names.map((name) => values[name]).find((each) => each != null));
  return {
    start: text('startWith') ?? '1',
    min: text('minValue') ?? '1',
    max: text('maxValue') ?? '9223372036854775807',
    increment: text('increment', 'incrementBy') ?? '1',
    cache: text('cache', 'cacheSize') ?? '1',
    cycle: values.cycle === true,
  };
}

/** `securityInvoker: true` is `security_invoker = true` in the catalog. */
export function optionsOf(value: unknown): Readonly<Record<string, string>> {
  const named = Object.entries(recordOf(value)).filter(([, each]) => each !== null && each !== undefined);
  const entries = named.map(([name, each]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    unquoteLiteral(String(each)),
  ]);
  return Object.fromEntries(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

export function policyAttributes(policy: Readonly<Record<string, unknown>>) {
  const roles = textsIn(policy.to ?? policy.roles);
  return {
    permissive: textOf(policy.as).toUpperCase() !== 'RESTRICTIVE',
    command: (textOf(policy.for) || 'ALL').toLowerCase(),
    roles: roles.length === 0 ? ['public'] : [...roles].sort(),
    using: sqlOf(policy.using),
    check: sqlOf(policy.withCheck),
  };
}

export function roleObject(role: Readonly<Record<string, unknown>>): SnapshotObject {
  return {
    id: objectId('role', textOf(role.name)),
    kind: 'role',
    table: null,
    attributes: {
      createDb: role.createDb === true,
      createRole: role.createRole === true,
      inherit: role.inherit !== false,
    },
  };
}
