import type { Index, IndexKey, PrimaryKey, Table, Unique } from '#app/catalog';
import { lookupOf } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { keysTo } from '../facts/foreign-keys.ts';
import { fact, sayBytes, sayTable } from '../facts/say.ts';
import { indexStatistics } from '../facts/statistics.ts';
import { drop, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const indexRedundant: Rule = {
  id: 'index-redundant',
  title: 'An index that another one does the work of',
  severity: 'medium',
  dimension: 'scale',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => draftsOf(context, table)),
};

interface Candidate {
  readonly object: Index | PrimaryKey | Unique;
  readonly unique: boolean;
  /** One text for each key: what it is of, how it compares, in which order. */
  readonly keys: readonly string[];
  readonly include: readonly string[];
  readonly predicate: string;
  readonly method: string;
  readonly nullsNotDistinct: boolean;
}

function draftsOf(context: AuditContext, table: Table): readonly FindingDraft[] {
  const all = candidatesOf(context, table);
  const gone = new Set<Candidate>();
  const primary = all.find(({ object }) => object.kind === 'primary-key')?.keys ?? [];
  return all.toReversed().flatMap((one): readonly FindingDraft[] => {
    const better = all.find((other) => other !== one && !gone.has(other) && doesTheWork(other, one, primary));
    if (!better || isNeeded(context, table, one)) return [];
    gone.add(one);
    return [draftFor(context, table, one, better)];
  });
}

/** Keys first, then unique indexes, then others by name: of two that are alike the later one goes. */
function candidatesOf({ catalog }: AuditContext, { schema, name }: Table): readonly Candidate[] {
  const children = lookupOf(catalog).childrenOf(schema, name);
  const keys = [...children['primary-key'], ...children.unique]
    .filter(({ inherited, withoutOverlaps }) => !inherited && !withoutOverlaps)
    .map(
      (object): Candidate => ({
        object,
        unique: true,
        keys: object.columns.map((column) => keyText({ expression: column })),
        include: object.include,
        predicate: '',
        method: 'btree',
        nullsNotDistinct: object.kind === 'unique' && object.nullsNotDistinct,
      }),
    );
  const indexes = children.index
    .filter(({ inherited, valid }) => !inherited && valid)
    .map(
      (object): Candidate => ({
        object,
        unique: object.unique,
        keys: object.keys.map(keyText),
        include: object.include,
        predicate: object.predicate ?? '',
        method: object.method,
        nullsNotDistinct: object.nullsNotDistinct,
      }),
    );
  return [...keys, ...indexes.filter(({ unique }) => unique), ...indexes.filter(({ unique }) => !unique)];
}

function keyText(key: Partial<IndexKey> & Pick<IndexKey, 'expression'>): string {
  const {
    expression,
    isExpression = false,
    operatorClass = null,
    collation = null,
    descending = false,
    nullsFirst = false,
  } = key;
  return JSON.stringify([
    expression,
    isExpression,
    operatorClass,
    key.operatorClassOptions ?? {},
    collation,
    descending,
    nullsFirst,
  ]);
}

/**
 * Whether one can be done without, given the other: the same, or its beginning. What is unique stays for that. Where the other holds
 * the whole primary key, no two of its entries are alike: the shorter one, whose entries PostgreSQL stores once for many rows
 * (deduplication of b-trees, since 13), is several times smaller and stays.
 */
function doesTheWork(other: Candidate, one: Candidate, primary: readonly string[]): boolean {
  if (other.method !== one.method || other.predicate !== one.predicate) return false;
  const isBeginning = one.keys.every((key, at) => other.keys[at] === key);
  const isSame = isBeginning && one.keys.length === other.keys.length;
  if (!one.include.every((column) => other.include.includes(column))) return false;
  if (isSame) return one.unique ? other.unique && one.nullsNotDistinct === other.nullsNotDistinct : true;
  // Only a b-tree has a beginning: its keys are sorted one after the other.
  const isOfRows = primary.length > 0 && primary.every((key) => other.keys.includes(key) && !one.keys.includes(key));
  return isBeginning && !one.unique && one.method === 'btree' && !isOfRows;
}

/** The primary key, what logical replication or CLUSTER goes by, and a unique key that foreign keys may hang on. */
function isNeeded(context: AuditContext, table: Table, { object, unique }: Candidate): boolean {
  if (object.kind === 'primary-key' || object.clustered || table.replicaIdentity === `index ${object.name}`)
    return true;
  const columns = object.kind === 'index' ? object.keys.map(({ expression }) => expression) : object.columns;
  return (
    unique &&
    object.kind === 'unique' &&
    keysTo(context, table).some((key) => key.referencedColumns.every((name) => columns.includes(name)))
  );
}

function draftFor(context: AuditContext, table: Table, one: Candidate, better: Candidate): FindingDraft {
  const isSame = one.keys.length === better.keys.length;
  const use = indexStatistics(context, one.object.id);
  return {
    object: one.object.id,
    table: table.id,
    message: isSame
      ? `${one.object.name} on ${sayTable(table)} is the same as ${better.object.name}: every write feeds both.`
      : `${one.object.name} on ${sayTable(table)} (${sayKeys(one)}) is the beginning of ${better.object.name} (${sayKeys(better)}), which does its work.`,
    evidence: [
      fact(`${one.object.name}: ${sayKeys(one)}.`, one.object.id),
      fact(`${better.object.name}: ${sayKeys(better)}.`, better.object.id),
      ...(use ? [fact(`It takes ${sayBytes(use.bytes)} and was read ${use.scans} times.`, one.object.id)] : []),
    ],
    remedy: remedy({
      title: `Drop ${one.object.name}`,
      edits: [drop(one.object.id)],
      ...(isSame ? {} : { advice: 'Keep it where it is much smaller than the other and read very often.' }),
    }),
  };
}

function sayKeys({ object }: Candidate): string {
  if (object.kind !== 'index') return object.columns.join(', ');
  return object.keys.map(({ expression, descending }) => `${expression}${descending ? ' DESC' : ''}`).join(', ');
}
