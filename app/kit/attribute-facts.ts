import type { SnapshotKind, SnapshotObject } from '#app/catalog';
import { type Change, type Foreseen, ignores, keepsLabels, nameIn, type Setting } from './change.ts';
import { alterColumn, alterView, dropStatement, quote, tableName, truncateStatement } from './statements.ts';

interface Both extends Change {
  readonly attribute: string;
  readonly base: SnapshotObject;
  readonly code: SnapshotObject;
}

type Rule = (change: Both, setting: Setting) => Foreseen;

/** A rule for each attribute that a snapshot holds; `*` speaks for the rest of a kind. */
const RULES: { readonly [K in SnapshotKind]: Readonly<Record<string, Rule>> } = {
  schema: {},
  role: { '*': (change) => alters(`ALTER ROLE ${quote(change.code.id.slice('role:'.length))};`, 'It is altered.') },
  enum: { labels: ofLabels },
  sequence: { '*': () => alters('ALTER SEQUENCE …;', 'Its options become those of the code.') },
  table: { rowSecurity: ofRowSecurity },
  column: {
    type: ({ code, attribute }, { line, command }) => {
      if (command === 'push' && !line.knows.rowsOfTypes) {
        const reason = `The column takes the type of the code: push of the ${line.name} line empties the table first where it has rows, after it has asked.`;
        return drops(truncateStatement(code), reason);
      }
      const type = String(code.attributes[attribute]);
      const using = line.isOne ? ` USING ${quote(nameIn(code.id))}::${type}` : '';
      return alters(alterColumn(code, `SET DATA TYPE ${type}${using}`), 'The column takes the type of the code.');
    },
    notNull: ({ code }) =>
      code.attributes.notNull === true
        ? alters(alterColumn(code, 'SET NOT NULL'), 'The code says NOT NULL.')
        : weakens(alterColumn(code, 'DROP NOT NULL'), 'The code lets it be null.'),
    default: ({ code }) =>
      code.attributes.default === null
        ? drops(alterColumn(code, 'DROP DEFAULT'), 'The code has no default.')
        : alters(alterColumn(code, `SET DEFAULT ${code.attributes.default}`), 'It takes the default of the code.'),
    identity: ({ code }) =>
      code.attributes.identity === null
        ? drops(alterColumn(code, 'DROP IDENTITY'), 'The code makes it no identity column.')
        : alters(alterColumn(code, 'SET GENERATED …'), 'It becomes the identity column of the code.'),
    generated: ofGenerated,
  },
  'primary-key': { '*': ofRecreated },
  unique: { '*': ofRecreated },
  'foreign-key': { '*': ofRecreated },
  check: { expression: unlessPush('expressions of checks', ofRecreated) },
  index: { keys: ofIndexKeys, predicate: ofPredicate, include: ofInclude, '*': ofRecreated },
  view: { definition: unlessPush('queries of views', ofRecreated), options: ofViewOptions },
  'materialized-view': { definition: unlessPush('queries of views', ofRecreated), options: ofViewOptions },
  policy: {
    permissive: ofPolicyKind,
    command: ofPolicyKind,
    roles: (change) => ofAlteredPolicy(change),
    using: unlessPush('USING', ofAlteredPolicy),
    check: unlessPush('WITH CHECK', ofAlteredPolicy),
  },
};

/** What becomes of an attribute of an object that both have. */
export function ofAttribute(change: Both, setting: Setting): Foreseen {
  const rules = RULES[change.base.kind];
  const isHeld = Object.hasOwn(change.code.attributes, change.attribute) || change.attribute === 'include';
  const rule = isHeld ? (rules[change.attribute] ?? rules['*']) : undefined;
  return rule ? rule(change, setting) : ignores('Drizzle cannot express it: drizzle-kit neither sees nor touches it.');
}

const alters = (statement: string, reason: string): Foreseen => ({ verdict: 'alters', statement, reason });
const weakens = (statement: string, reason: string): Foreseen => ({ verdict: 'weakens', statement, reason });
const drops = (statement: string, reason: string): Foreseen => ({ verdict: 'drops', statement, reason });

function unlessPush(what: string, rule: Rule): Rule {
  return (change, setting) =>
    setting.command === 'push'
      ? ignores(`push does not compare ${what}: it says that nothing changed.`)
      : rule(change, setting);
}

function ofRecreated({ base, attribute, code }: Both, { line }: Setting): Foreseen {
  const statement = dropStatement(base, line);
  if (base.kind === 'index' && attribute === 'unique' && code.attributes.unique === false) {
    return weakens(statement, 'It is made anew without UNIQUE.');
  }
  return alters(statement, 'It is dropped and made anew as the code says.');
}

function ofRowSecurity({ code, base }: Both, { line, hasPolicies }: Setting): Foreseen {
  if (code.attributes.rowSecurity === false) {
    const statement = `ALTER TABLE ${tableName(code)} DISABLE ROW LEVEL SECURITY;`;
    return weakens(statement, 'The code has neither policies nor .enableRLS() on it: all rows become visible.');
  }
  if (!line.isOne && hasPolicies(base.id)) {
    const reason = `drizzle-kit ${line.name} takes a table that has policies for secured: row-level security stays off, unless the code says .enableRLS().`;
    return ignores(reason);
  }
  return alters(`ALTER TABLE ${tableName(code)} ENABLE ROW LEVEL SECURITY;`, 'The code secures its rows.');
}

function ofLabels({ base, code }: Both, { line }: Setting): Foreseen {
  const [before, after] = [base.attributes.labels, code.attributes.labels] as [readonly string[], readonly string[]];
  const lost = before.filter((label) => !after.includes(label));
  const statement = dropStatement(code, line);
  if (!line.knows.lostLabels && after.every((label) => before.includes(label))) return ignores(keepsLabels(line));
  if (lost.length > 0 && line.knows.lostLabels) {
    const names = lost.map((label) => `'${label}'`).join(', ');
    return drops(
      statement,
      `The code has not ${names}: the type is dropped and made anew, and rows that have it make that fail.`,
    );
  }
  let at = 0;
  for (const label of after) if (label === before[at]) at += 1;
  return at === before.length || !line.knows.lostLabels
    ? alters('ALTER TYPE … ADD VALUE …;', 'The labels of the code are added.')
    : alters(statement, 'The order differs: the type is dropped and made anew.');
}

function ofGenerated(change: Both, setting: Setting): Foreseen {
  const { base, code } = change;
  const isPush = setting.command === 'push';
  if (code.attributes.generated === null) {
    return drops(
      alterColumn(code, 'DROP EXPRESSION'),
      'The code makes it a plain column: it keeps its values and they change no more.',
    );
  }
  const statement = setting.line.isOne
    ? dropStatement(code, setting.line)
    : dropStatement(code, setting.line).replace('DROP COLUMN', 'drop column');
  if (base.attributes.generated === null)
    return drops(statement, 'The column is dropped with its values and made anew as a generated one.');
  return isPush
    ? ignores('push does not compare expressions of generated columns: it says that nothing changed.')
    : alters(statement, 'It is dropped and made anew with the expression of the code.');
}

interface Key {
  readonly expression: string;
  readonly isExpression: boolean;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** push of 0.x sees columns and their order, 1.0 columns only; neither an expression nor an operator class. */
function ofIndexKeys(change: Both, setting: Setting): Foreseen {
  if (setting.command !== 'push') return ofRecreated(change, setting);
  const [before, after] = [change.base, change.code].map(({ attributes }) => attributes.keys as readonly Key[]);
  const isSeen =
    before?.length !== after?.length ||
    before?.some((key, at) => {
      const other = after?.[at];
      if (!other) return true;
      if (setting.line.isOne) return !key.isExpression && !other.isExpression && key.expression !== other.expression;
      const name = ({ isExpression, expression }: Key) => (isExpression ? '' : expression);
      return name(key) !== name(other) || key.descending !== other.descending || key.nullsFirst !== other.nullsFirst;
    });
  const what = setting.line.isOne ? 'order, expressions and operator classes' : 'expressions and operator classes';
  return isSeen
    ? ofRecreated(change, setting)
    : ignores(`push does not compare ${what} of indexes: it says that nothing changed.`);
}

/** push of 1.0 sees whether there is one; 0.x not even that. */
function ofPredicate(change: Both, setting: Setting): Foreseen {
  const { base, code } = change;
  const isSeen =
    setting.command !== 'push' ||
    (setting.line.isOne && (base.attributes.predicate === null) !== (code.attributes.predicate === null));
  return isSeen
    ? ofRecreated(change, setting)
    : ignores('push does not compare predicates of indexes: it says that nothing changed.');
}

/** Drizzle has no words for INCLUDE; 0.x takes its columns for keys. */
function ofInclude({ base }: Both, { command, line }: Setting): Foreseen {
  if (command !== 'push' || line.isOne)
    return ignores('Drizzle cannot express it: drizzle-kit neither sees nor touches it.');
  return drops(
    dropStatement(base, line),
    'drizzle-kit takes the INCLUDE columns for keys, and makes the index anew without them.',
  );
}

function ofViewOptions({ base, code }: Both, { line }: Setting): Foreseen {
  const [before, after] = [base, code].map(({ attributes }) => Object.keys(attributes.options as object)) as [
    string[],
    string[],
  ];
  const lost = before.filter((name) => !after.includes(name));
  if (lost.length === 0) return alters(alterView(code, 'SET (…)', line), 'Its options become those of the code.');
  return weakens(alterView(code, `RESET (${lost.join(', ')})`, line), 'The code has not the option.');
}

function ofPolicyKind({ base, code }: Both, { command, line }: Setting): Foreseen {
  const statement = dropStatement(base, line);
  if (command === 'push' && !line.isOne && (code.attributes.using ?? code.attributes.check ?? null) !== null) {
    return weakens(
      statement,
      `It is dropped and made anew, and push of the ${line.name} line leaves out USING and WITH CHECK.`,
    );
  }
  return alters(statement, 'It is dropped and made anew as the code says.');
}

function ofAlteredPolicy({ code }: Both): Foreseen {
  return alters(
    `ALTER POLICY ${quote(nameIn(code.id))} ON ${tableName(code)} …;`,
    'It is altered to what the code says.',
  );
}
