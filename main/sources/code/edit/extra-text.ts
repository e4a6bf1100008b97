import type { Check, ForeignKey, Index, IndexKey, Policy, PrimaryKey, Unique } from '#app/catalog';
import type { Words } from './column-text.ts';
import { sqlTemplate, stringLiteral } from './text.ts';

/** How columns are named beside the columns of a table. */
export interface Beside extends Words {
  type(name: string): string;
  /** `table.name` of the table itself. */
  own(column: string): string;
  /** `other.name` of another table; `null` where the project exports none. */
  far(schema: string, table: string, column: string): string | null;
}

export type Extra = PrimaryKey | Unique | ForeignKey | Check | Index | Policy;

/** An index, constraint or policy as it stands in the third argument. `null` where it cannot be said. */
export function extraText(words: Beside, extra: Extra): string | null {
  switch (extra.kind) {
    case 'primary-key':
      return `${words.helper('primaryKey')}({ name: ${words.string(extra.name)}, columns: [${columns(words, extra)}] })`;
    case 'unique': {
      const nulls = extra.nullsNotDistinct ? '.nullsNotDistinct()' : '';
      return `${words.helper('unique')}(${words.string(extra.name)}).on(${columns(words, extra)})${nulls}`;
    }
    case 'foreign-key':
      return foreignKeyText(words, extra);
    case 'check':
      return `${words.helper('check')}(${words.string(extra.name)}, ${sqlTemplate(extra.expression, words.sql())})`;
    case 'index':
      return indexText(words, extra);
    case 'policy':
      return policyText(words, extra);
  }
}

function columns(words: Beside, { columns: names }: { readonly columns: readonly string[] }): string {
  return names.map((name) => words.own(name)).join(', ');
}

function foreignKeyText(words: Beside, key: ForeignKey): string | null {
  const far = key.referencedColumns.map((name) => words.far(key.references.schema, key.references.name, name));
  if (far.some((each) => each === null)) return null;
  const parts = `name: ${words.string(key.name)}, columns: [${columns(words, key)}], foreignColumns: [${far.join(', ')}]`;
  const actions = [
    key.onUpdate === 'no action' ? '' : `.onUpdate(${words.string(key.onUpdate)})`,
    key.onDelete === 'no action' ? '' : `.onDelete(${words.string(key.onDelete)})`,
  ];
  return `${words.helper('foreignKey')}({ ${parts} })${actions.join('')}`;
}

/** What a column says of a key of one column: `.references(() => other.id, { onDelete: 'cascade' })`. */
export function referencesCall(words: Beside, key: ForeignKey): string | null {
  const far = words.far(key.references.schema, key.references.name, key.referencedColumns[0] ?? '');
  if (far === null) return null;
  const actions = [
    ...(key.onUpdate === 'no action' ? [] : [`onUpdate: ${words.string(key.onUpdate)}`]),
    ...(key.onDelete === 'no action' ? [] : [`onDelete: ${words.string(key.onDelete)}`]),
  ];
  const isSelf = key.references.schema === key.schema && key.references.name === key.table;
  // Without it the type of the table would be made of itself.
  const callback = isSelf ? `(): ${words.type('AnyPgColumn')} =>` : '() =>';
  return `.references(${callback} ${far}${actions.length === 0 ? '' : `, { ${actions.join(', ')} }`})`;
}

function indexText(words: Beside, index: Index): string {
  const keys = index.keys.map((key) => keyText(words, key)).join(', ');
  const on = index.method === 'btree' ? `.on(${keys})` : `.using(${words.string(index.method)}, ${keys})`;
  const where = index.predicate === null ? '' : `.where(${sqlTemplate(index.predicate, words.sql())})`;
  const options = Object.entries(index.options).map(([name, value]) => `${name}: ${optionValue(value)}`);
  const settings = options.length === 0 ? '' : `.with({ ${options.join(', ')} })`;
  return `${words.helper(index.unique ? 'uniqueIndex' : 'index')}(${words.string(index.name)})${on}${where}${settings}`;
}

function optionValue(value: string): string {
  return /^(true|false|\d+(\.\d+)?)$/.test(value) ? value : stringLiteral(value);
}

function keyText(words: Beside, key: IndexKey): string {
  if (key.isExpression || key.collation !== null) return sqlTemplate(keySql(key), words.sql());
  const order = key.descending ? '.desc()' : '';
  // What Drizzle takes for granted after desc() differs between its lines.
  const nulls =
    key.descending === key.nullsFirst
      ? key.descending
        ? '.nullsFirst()'
        : ''
      : key.nullsFirst
        ? '.nullsFirst()'
        : '.nullsLast()';
  const operators = key.operatorClass === null ? '' : `.op(${words.string(key.operatorClass)})`;
  return `${words.own(key.expression)}${order}${nulls}${operators}`;
}

function keySql(key: IndexKey): string {
  const text = key.isExpression && !/^[\w."]+\(.*\)$/s.test(key.expression) ? `(${key.expression})` : key.expression;
  return [
    text,
    key.collation === null ? '' : ` COLLATE ${key.collation}`,
    key.operatorClass === null ? '' : ` ${key.operatorClass}`,
    key.descending ? ' DESC' : '',
    key.descending === key.nullsFirst ? '' : key.nullsFirst ? ' NULLS FIRST' : ' NULLS LAST',
  ].join('');
}

/** What `pgPolicy` takes besides the name, in the order in which it is written. */
export const POLICY_OPTIONS = ['as', 'for', 'to', 'using', 'withCheck'] as const;
export type PolicyOption = (typeof POLICY_OPTIONS)[number];

/** What an option says; `null` where leaving it out says the same. */
export function policyOption(words: Beside, policy: Policy, option: PolicyOption): string | null {
  switch (option) {
    case 'as':
      return policy.permissive ? null : words.string('restrictive');
    case 'for':
      return policy.command === 'all' ? null : words.string(policy.command);
    case 'to': {
      const isAll = policy.roles.length === 1 && policy.roles[0] === 'public';
      return isAll ? null : `[${policy.roles.map((role) => words.string(role)).join(', ')}]`;
    }
    case 'using':
      return policy.using === null ? null : sqlTemplate(policy.using, words.sql());
    case 'withCheck':
      return policy.check === null ? null : sqlTemplate(policy.check, words.sql());
  }
}

function policyText(words: Beside, policy: Policy): string {
  const said = POLICY_OPTIONS.flatMap((option) => {
    const text = policyOption(words, policy, option);
    return text === null ? [] : [`${option}: ${text}`];
  });
  const name = words.string(policy.name);
  return `${words.helper('pgPolicy')}(${name}${said.length === 0 ? '' : `, { ${said.join(', ')} }`})`;
}
