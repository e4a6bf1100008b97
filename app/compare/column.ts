import type { Column, SequenceOptions } from '#app/catalog';
import { defaultSequenceOptions, renderSequenceOptions } from '#app/sql';
import { BASE_RULES, DIFFERS, defineKind, IDENTITY, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import type { Judge } from './judge.ts';
import { orDefault } from './say.ts';
import { sayOptionsBeside } from './sequence.ts';
import { storageParameters } from './storage-parameters.ts';

export const columnRules = defineKind({
  kind: 'column',
  noun: 'column',
  missing: 'drift',
  attributes: {
    ...BASE_RULES,
    schema: IDENTITY,
    table: IDENTITY,
    name: IDENTITY,
    position: { how: 'not-compared', because: 'the order of columns is compared once for the table' },
    inherited: { how: 'not-compared', because: 'it follows from the parents of the table' },
    type: { how: 'text', place: 'type', class: 'drift', label: 'type', say: (type) => `has type ${type}` },
    notNull: {
      how: 'value',
      class: 'drift',
      label: 'NOT NULL',
      say: (value) => (value ? 'is NOT NULL' : 'is nullable'),
    },
    default: {
      how: 'text',
      place: 'default',
      class: 'drift',
      label: 'default',
    },
    identity: {
      how: 'own',
      class: 'drift',
      label: 'identity',
      say: sayIdentity,
      rule: compareIdentity,
    },
    generated: {
      how: 'own',
      class: 'drift',
      label: 'generation expression',
      say: (value) => (value ? `is generated (${value.storage}) as ${value.expression}` : 'is no generated column'),
      rule: compareGenerated,
    },
    collation: {
      how: 'value',
      class: 'unmanaged',
      label: 'collation',
      say: orDefault('collation'),
      behaves: true,
    },
    storage: { how: 'value', class: 'unmanaged', label: 'storage', say: orDefault('storage') },
    compression: {
      how: 'value',
      class: 'unmanaged',
      label: 'compression',
      say: orDefault('compression'),
      since: { major: 14, implied: () => null },
    },
    statisticsTarget: {
      how: 'value',
      class: 'unmanaged',
      label: 'statistics target',
      say: orDefault('statistics target'),
    },
    options: { how: 'value', class: 'unmanaged', label: 'options', normalize: storageParameters },
    foreignOptions: { how: 'value', class: 'unmanaged', label: 'OPTIONS', behaves: true },
    notNullConstraint: {
      how: 'own',
      class: 'unmanaged',
      label: 'NOT NULL constraint',
      say: sayNotNullConstraint,
      rule: compareNotNullConstraints,
      since: { major: 18, implied: () => null },
      behaves: true,
    },
  },
});

function sayIdentity(identity: Column['identity'], other: Column['identity']): string {
  if (identity === null) return 'is no identity column';
  const options = other ? sayOptionsBeside(identity.options, other.options) : renderSequenceOptions(identity.options);
  return `is GENERATED ${identity.generated.toUpperCase()} AS IDENTITY${options === '' ? '' : ` (${options})`}`;
}

function sayNotNullConstraint(constraint: Column['notNullConstraint']): string {
  if (constraint === null) return 'has no named NOT NULL constraint';
  const state = [constraint.validated ? '' : 'NOT VALID', constraint.noInherit ? 'NO INHERIT' : ''];
  return `has NOT NULL constraint ${[constraint.name, ...state].filter((part) => part !== '').join(' ')}`;
}

/** The constraint's name does nothing; whether it is validated and inherited does. */
function compareNotNullConstraints(from: Side<'column'>, to: Side<'column'>): Ruling {
  const [a, b] = [from.object.notNullConstraint, to.object.notNullConstraint];
  const isSame =
    (a?.validated ?? true) === (b?.validated ?? true) && (a?.noInherit ?? false) === (b?.noInherit ?? false);
  if (!isSame) return DIFFERS;
  if (a?.name === b?.name || !tellsNames(from) || !tellsNames(to)) return SAME;
  // A column that is nullable on one side is told as such: what its constraint is called there is no second difference.
  return from.object.notNull === to.object.notNull ? { outcome: 'differs', class: 'cosmetic' } : SAME;
}

/** Neither code nor a server before PostgreSQL 18 has a name for it. */
function tellsNames({ account }: Side<'column'>): boolean {
  return (account.catalog.server?.major ?? 0) >= 18;
}

/** The sequence's name is PostgreSQL's affair, and its type is the column's: told once, of the column, with what follows. */
function compareIdentity(from: Side<'column'>, to: Side<'column'>): Ruling {
  const a = from.object.identity;
  const b = to.object.identity;
  if (a === null || b === null) return a === b ? SAME : DIFFERS;
  return a.generated === b.generated && isEqual(besideItsType(a.options), besideItsType(b.options)) ? SAME : DIFFERS;
}

/** Limits that the type implies are `null`. */
function besideItsType(options: SequenceOptions): unknown {
  const implied = defaultSequenceOptions(options.type, options.increment);
  const own = { ...options, type: null };
  return {
    ...own,
    min: options.min === implied.min ? null : options.min,
    max: options.max === implied.max ? null : options.max,
    start: options.start === implied.start ? null : options.start,
  };
}

function compareGenerated(from: Side<'column'>, to: Side<'column'>, judge: Judge): Ruling {
  const a = from.object.generated;
  const b = to.object.generated;
  if (a === null || b === null) return a === b ? SAME : DIFFERS;
  if (a.storage !== b.storage) return DIFFERS;
  return judge.text('generated', a.expression, b.expression, from, to);
}
