import { type Catalog, type Column, type ForeignKey, lookupOf, type QualifiedName, type Table } from '#app/catalog';
import { finish, type InPieces, inTurn } from './in-pieces.ts';
import { canonicalName, entityName, referredEntity, wordsOf } from './names.ts';
import { remember } from './remember.ts';
import { baseType, sameType } from './types.ts';

/** Systems outside the database whose ids are kept here: `stripe_customer_id` is no reference to `customers`. */
const OUTSIDE_SYSTEMS = new Set(
  `stripe paypal braintree google facebook github gitlab slack twilio sendgrid mailchimp hubspot salesforce apple
  microsoft azure aws clerk auth0 okta external remote legacy provider oauth intercom zendesk shopify quickbooks xero
  openai anthropic resend postmark segment telegram whatsapp plaid square adyen firebase cognito`.split(/\s+/),
);

/** Columns that name a person by what they did or do. */
const DEEDS = /(ed|en|wn|ten|made|done|sent|held)$/;
const PEOPLE_COLUMNS = new Set(
  'owner author creator reviewer approver assignee manager inviter invitee sender recipient actor editor uploader requester reporter'.split(
    ' ',
  ),
);
/** Tables of people, the likeliest first. */
const PEOPLE = ['user', 'app_user', 'person', 'profile', 'employee', 'staff', 'member', 'account'];

/** Tables that copy rows of others, as the first or last word of their names: they outlive what they point at. */
const COPIES = new Set('archive archived archives backup bak old tmp temp staging import imports deleted'.split(' '));
const RECORDS = new Set('log logs audit history histories snapshot snapshots'.split(' '));

/** A column that is named like a reference, to the table it means. */
export interface InferredReference {
  readonly column: Column;
  readonly table: Table;
  readonly key: string;
  /** False where the column could hold no key of the table as it is: a foreign key needs another type first. */
  readonly typesAgree: boolean;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What speaks for it and what against, in sentences. */
  readonly reasons: readonly string[];
}

/** How sure a guess has to be before it is told as a fault. */
export const LIKELY_REFERENCE = 0.5;

const answers = new WeakMap<Catalog, readonly InferredReference[]>();

/**
 * Columns named after a table (`<table>_id`, `billing_<table>_id`) or after what a person did (`created_by`), with how sure that
 * is. Not meant: polymorphic pairs (`entity_type` + `entity_id`), ids of outside systems, parts of a foreign key of the same
 * source, partitions. Another type than the key's counts only where the name says exactly which table is meant.
 */
export function inferReferences(catalog: Catalog): readonly InferredReference[] {
  return answers.get(catalog) ?? finish(inferInPieces(catalog));
}

/** {@link inferReferences} table by table. */
export function* inferInPieces(catalog: Catalog): InPieces<readonly InferredReference[]> {
  const known = answers.get(catalog);
  if (known) return known;
  const lookup = lookupOf(catalog);
  yield;
  const targets = targetsOf(catalog);
  yield;
  const frame: Frame = { catalog, targets, siblings: siblingKeys(catalog) };
  const found: InferredReference[] = [];
  yield* inTurn(catalog.objects.table, (table) => {
    if (table.partitionOf) return;
    const children = lookup.childrenOf(table.schema, table.name);
    const candidates = children.column.filter(({ name }) => mayRefer(name));
    if (candidates.length === 0) return;
    const keyed = new Set(children['foreign-key'].flatMap((key) => key.columns));
    const unkeyed = candidates.filter(({ name }) => !keyed.has(name));
    if (unkeyed.length === 0) return;
    const names = new Set(children.column.map((column) => canonicalName(column.name)));
    for (const column of unkeyed) {
      const reference = isPolymorphic(column.name, names) ? null : referenceOf(column, table, frame);
      if (reference) found.push(reference);
    }
  });
  answers.set(catalog, found);
  return found;
}

/** Whether a name by itself can be that of a reference; most columns are none. */
const mayRefer = remember(
  (name: string): boolean => (referredEntity(name) !== null || isPersonal(wordsOf(name))) && !isOutside(name),
);

/** Tables that can be referenced by one column. */
interface Targets {
  /** By what a row is called: `message_template`. */
  get(entity: string): readonly Target[] | undefined;
  /** By the last word of it: `template`. */
  readonly tails: ReadonlyMap<string, readonly Target[]>;
}

interface Frame {
  readonly catalog: Catalog;
  readonly targets: Targets;
  /** Foreign keys of one column, by the column's name. */
  readonly siblings: ReadonlyMap<string, readonly ForeignKey[]>;
}

interface Target {
  readonly table: Table;
  readonly key: string;
  readonly keyType: string;
}

interface Guess {
  readonly target: Target;
  readonly confidence: number;
  readonly reason: string;
  /** The name says which table it is, word for word. */
  readonly isExact: boolean;
}

function referenceOf(column: Column, table: Table, frame: Frame): InferredReference | null {
  const guess = guessByName(column, table, frame.targets) ?? guessByPerson(column, table, frame.targets);
  if (!guess) return null;
  const { target } = guess;
  if (isSame(target.table, table) && target.key === column.name) return null;
  const typesAgree = sameType(frame.catalog, column.type, target.keyType);
  if (!typesAgree && !(guess.isExact && mayBeKey(frame.catalog, column))) return null;
  if (!typesAgree && (isUniqueAlone(frame.catalog, column) || hasOtherKey(frame.catalog, target, column))) return null;
  const weights = [
    typeWeight(frame.catalog, column, target),
    siblingWeight(column, target, frame),
    copyWeight(table),
    wordWeight(frame.catalog, column, guess),
  ];
  const sum = weights.reduce((total, { weight }) => total + weight, guess.confidence);
  return {
    column,
    table: target.table,
    key: target.key,
    typesAgree,
    confidence: Math.round(100 * Math.min(0.99, Math.max(0.05, sum))) / 100,
    reasons: [guess.reason, ...weights.flatMap(({ reason }) => (reason === null ? [] : [reason]))],
  };
}

function guessByName(column: Column, from: Table, targets: Frame['targets']): Guess | null {
  const entity = referredEntity(column.name);
  if (entity === null) return null;
  const words = entity.split('_');
  for (let start = 0; start < words.length; start += 1) {
    const target = pick(targets.get(words.slice(start).join('_')), from);
    if (target === undefined) continue;
    // A table's own name before `id` is mostly the name that another system has for the row.
    if (target === null || (start === 0 && isSame(target.table, from))) return null;
    const isOwnSchema = target.table.schema === from.schema;
    const reason = `${column.name} is named after ${target.table.name}.`;
    return { target, confidence: (start === 0 ? 0.85 : 0.7) - (isOwnSchema ? 0 : 0.1), reason, isExact: start === 0 };
  }
  if (entity !== 'parent') return guessByTail(column, entity, from, targets);
  const own = targets.get(entityName(from.name))?.find(({ table }) => isSame(table, from));
  const reason = `${column.name} says which row of ${from.name} is above it.`;
  return own ? { target: own, confidence: 0.65, reason, isExact: false } : null;
}

/** `template_id`, where there is one table of templates: `message_templates`. */
function guessByTail(column: Column, entity: string, from: QualifiedName, targets: Frame['targets']): Guess | null {
  const own = pick(targets.get(`${entityName(from.name)}_${entity}`), from);
  const tails = own ? [] : (targets.tails.get(entity) ?? []);
  const target = own ?? (tails.length === 1 ? tails[0] : undefined);
  if (!target || isSame(target.table, from)) return null;
  const reason = own
    ? `${column.name} is named after ${target.table.name}, which belongs to ${from.name}.`
    : `${column.name} is named after ${target.table.name}, the only table whose name ends so.`;
  return { target, confidence: own ? 0.65 : 0.5, reason, isExact: false };
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}

/** `created_by`, `assigned_to`, `owner_id`: a person, where there is one table of people. */
function guessByPerson(column: Column, from: Table, targets: Frame['targets']): Guess | null {
  if (!isPersonal(wordsOf(column.name))) return null;
  for (const entity of PEOPLE) {
    const target = pick(targets.get(entity), from);
    if (!target) continue;
    const reason = `${column.name} says which person it was, and ${target.table.name} are the people.`;
    return { target, confidence: 0.6, reason, isExact: false };
  }
  return null;
}

function isPersonal(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const isDeed = words.length > 1 && (last === 'by' || last === 'to') && DEEDS.test(words.at(-2) ?? '');
  const isDeedId = words.length > 2 && last === 'id' && words.at(-2) === 'by';
  const role = last === 'id' || last === 'uuid' ? (words.at(-2) ?? '') : '';
  return isDeed || isDeedId || PEOPLE_COLUMNS.has(role);
}

/** In the same schema, or in the only other one that has it; `null` where several could be meant. */
function pick(candidates: readonly Target[] | undefined, from: QualifiedName): Target | null | undefined {
  if (!candidates) return undefined;
  const own = candidates.filter((target) => target.table.schema === from.schema);
  if (own.length > 0) return own[0];
  return candidates.length === 1 ? candidates[0] : null;
}

interface Weight {
  readonly weight: number;
  readonly reason: string | null;
}

const NOTHING: Weight = { weight: 0, reason: null };

/** Two uuids meet by intent; two texts or numbers may do so by chance. */
function typeWeight(catalog: Catalog, column: Column, target: Target): Weight {
  const type = baseType(catalog, column.type);
  const both = `both are ${column.type}`;
  if (!sameType(catalog, column.type, target.keyType))
    return { weight: -0.15, reason: `It is ${column.type}, and ${target.key} is ${target.keyType}.` };
  if (type === 'uuid')
    return { weight: 0.1, reason: `Its type is that of ${target.table.name}.${target.key}: ${both}.` };
  return { weight: /^(text|character)/.test(type) ? -0.12 : 0, reason: null };
}

/** The same name elsewhere, with a foreign key: it says which table is meant. */
function siblingWeight(column: Column, target: Target, { siblings }: Frame): Weight {
  const known = siblings.get(canonicalName(column.name)) ?? [];
  const same = known.filter(({ references }) => isSame(references, target.table));
  if (same.length > 0) {
    const tables = same.slice(0, 3).map(({ table }) => table);
    const more = same.length > tables.length ? ` and ${same.length - tables.length} more` : '';
    return { weight: 0.12, reason: `Columns of the same name reference it from ${tables.join(', ')}${more}.` };
  }
  const [other] = known;
  if (!other) return NOTHING;
  return { weight: -0.25, reason: `In ${other.table} a column of the same name references ${other.references.name}.` };
}

/** What copies rows, or records what happened to them, is kept when they go. */
function copyWeight({ name }: Table): Weight {
  const words = wordsOf(name);
  const ends = [words[0] ?? '', words.at(-1) ?? ''];
  if (ends.some((word) => COPIES.has(word)) || /_\d{6,}$/.test(name))
    return { weight: -0.5, reason: `${name} is named as a copy, which outlives what it points at.` };
  if (ends.some((word) => RECORDS.has(word)))
    return { weight: -0.2, reason: `${name} is named as a record, which may outlive what it points at.` };
  return NOTHING;
}

/** What every program has some of: the table is mostly the one that keeps who is signed in. */
const COMMON_WORDS = new Set(['session', 'token', 'request', 'thread', 'run', 'task']);

/** A text that is called like a common thing, or like one of a certain kind, is as often another system's name for its own. */
function wordWeight(catalog: Catalog, column: Column, { target, isExact }: Guess): Weight {
  if (!/^(text|character)/.test(baseType(catalog, column.type))) return NOTHING;
  const entity = entityName(target.table.name);
  if (!COMMON_WORDS.has(entity)) return NOTHING;
  const reason = `A ${entity} may be one of another system, and both are ${column.type}.`;
  return { weight: isExact ? -0.25 : -0.1, reason };
}

/** It is what rows of its own table are called by: another type than a key's is meant. */
function isUniqueAlone(catalog: Catalog, { schema, table, name }: Column): boolean {
  const { unique, index } = lookupOf(catalog).childrenOf(schema, table);
  const isAlone = (columns: readonly (string | null)[]) => columns.length === 1 && columns[0] === name;
  return (
    unique.some(({ columns }) => isAlone(columns)) ||
    index.some(
      ({ unique: isUnique, keys }) =>
        isUnique && isAlone(keys.map(({ expression, isExpression }) => (isExpression ? null : expression))),
    )
  );
}

const NAME_OF_A_KEY = /(^|_)(id|uid|key|slug|code|handle)$/;

/** The table has another key that is called like one, of the column's type: that one may be meant. */
function hasOtherKey(catalog: Catalog, { table }: Target, column: Column): boolean {
  const lookup = lookupOf(catalog);
  return lookup.childrenOf(table.schema, table.name).unique.some(({ columns: [only, ...others] }) => {
    const own = only === undefined || others.length > 0 ? undefined : lookup.columnOf(table.schema, table.name, only);
    return (
      own !== undefined &&
      NAME_OF_A_KEY.test(canonicalName(own.name)) &&
      sameFamily(baseType(catalog, own.type), baseType(catalog, column.type))
    );
  });
}

/** Texts of whatever length are alike. */
function sameFamily(a: string, b: string): boolean {
  const isText = (type: string) => /^(text|character)/.test(type);
  return a === b || (isText(a) && isText(b));
}

function mayBeKey(catalog: Catalog, column: Column): boolean {
  return /^(uuid|text|character varying|character|smallint|integer|bigint|numeric)$/.test(
    baseType(catalog, column.type),
  );
}

function targetsOf(catalog: Catalog): Targets {
  const targets = new Map<string, Target[]>();
  const tails = new Map<string, Target[]>();
  const lookup = lookupOf(catalog);
  for (const table of catalog.objects.table) {
    if (table.partitionOf) continue;
    const [key] = lookup.childrenOf(table.schema, table.name)['primary-key'];
    const [name] = key?.columns ?? [];
    const column =
      key?.columns.length === 1 && name !== undefined ? lookup.columnOf(table.schema, table.name, name) : undefined;
    if (!column) continue;
    const entity = entityName(table.name);
    const target = { table, key: column.name, keyType: column.type };
    addTo(targets, entity, target);
    addTo(tails, entity.split('_').at(-1) ?? '', target);
  }
  return { get: (entity) => targets.get(entity), tails };
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function siblingKeys(catalog: Catalog): ReadonlyMap<string, readonly ForeignKey[]> {
  const siblings = new Map<string, ForeignKey[]>();
  for (const key of catalog.objects['foreign-key']) {
    const [column] = key.columns;
    if (key.inherited || key.columns.length !== 1 || column === undefined) continue;
    addTo(siblings, canonicalName(column), key);
  }
  return siblings;
}

/** Whether a name says that the id is another system's: `stripe_customer_id`. */
export function isOutside(column: string): boolean {
  return wordsOf(column).some((word) => OUTSIDE_SYSTEMS.has(word));
}

function isPolymorphic(column: string, names: ReadonlySet<string>): boolean {
  const base = wordsOf(column).slice(0, -1).join('_');
  return names.has(`${base}_type`) || names.has(`${base}_kind`) || names.has(`${base}_table`);
}
