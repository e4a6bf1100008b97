import type { Column } from '#app/catalog';
import { defaultSequenceOptions } from '#app/sql';
import { BASE_RULES, DIFFERS, defineKind, IDENTITY, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import type { Judge } from './judge.ts';

export const columnRules = defineKind({
  kind: 'column',
  noun: 'column',
  missing: 'drift',
  pushDrops: true,
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
      pushLoses: (live, code) => live && !code,
    },
    default: {
      how: 'text',
      place: 'default',
      class: 'drift',
      label: 'default',
      pushLoses: (live, code) => live !== null && code === null,
    },
    identity: {
      how: 'own',
      class: 'drift',
      label: 'identity',
      say: sayIdentity,
      rule: compareIdentity,
      pushLoses: (live, code) => live !== null && code === null,
    },
    generated: {
      how: 'own',
      class: 'drift',
      label: 'generation expression',
      say: (value) => (value ? `is generated (${value.storage}) as ${value.expression}` : 'is no generated column'),
      rule: compareGenerated,
      pushLoses: (live, code) => live !== null && code === null,
    },
    collation: { how: 'value', class: 'unmanaged', label: 'collation', behaves: true },
    storage: { how: 'value', class: 'unmanaged', label: 'storage' },
    compression: { how: 'value', class: 'unmanaged', label: 'compression', since: { major: 14, implied: () => null } },
    statisticsTarget: { how: 'value', class: 'unmanaged', label: 'statistics target' },
    options: { how: 'value', class: 'unmanaged', label: 'options' },
    foreignOptions: { how: 'value', class: 'unmanaged', label: 'OPTIONS', behaves: true },
    notNullConstraint: {
      how: 'own',
      class: 'unmanaged',
      label: 'NOT NULL constraint',
      rule: compareNotNullConstraints,
      since: { major: 18, implied: () => null },
      behaves: true,
    },
  },
});

function sayIdentity(identity: Column['identity']): string {
  if (identity === null) return 'is no identity column';
  const implied = Object.entries(defaultSequenceOptions(identity.options.type, identity.options.increment));
  const options: Readonly<Record<string, unknown>> = identity.options;
  const own = implied.filter(([name, value]) => options[name] !== value).map(([name]) => `${name} ${options[name]}`);
  const list = own.length === 0 ? '' : ` (${own.join(', ')})`;
  return `is GENERATED ${identity.generated.toUpperCase()} AS IDENTITY${list}`;
}

/** The constraint's name does nothing; whether it is validated and inherited does. */
function compareNotNullConstraints(from: Side<'column'>, to: Side<'column'>): Ruling {
  const [a, b] = [from.object.notNullConstraint, to.object.notNullConstraint];
  const isSame =
    (a?.validated ?? true) === (b?.validated ?? true) && (a?.noInherit ?? false) === (b?.noInherit ?? false);
  if (!isSame) return DIFFERS;
  return a === null || b === null || a.name === b.name ? SAME : { outcome: 'differs', class: 'cosmetic' };
}

/** The sequence's name is PostgreSQL's affair. */
function compareIdentity(from: Side<'column'>, to: Side<'column'>): Ruling {
  const a = from.object.identity;
  const b = to.object.identity;
  if (a === null || b === null) return a === b ? SAME : DIFFERS;
  return a.generated === b.generated && isEqual(a.options, b.options) ? SAME : DIFFERS;
}

function compareGenerated(from: Side<'column'>, to: Side<'column'>, judge: Judge): Ruling {
  const a = from.object.generated;
  const b = to.object.generated;
  if (a === null || b === null) return a === b ? SAME : DIFFERS;
  if (a.storage !== b.storage) return DIFFERS;
  return judge.text('generated', a.expression, b.expression, from, to);
}
