import type { Catalog, ObjectId, Statistics } from '#app/catalog';
import { printName } from '../hazards/cursor.ts';
import type { Hazard } from '../hazards/hazard.ts';
import { createHazardFinder } from '../hazards/hazards-of.ts';
import { type Check, type CheckContext, type GroupState, rowsByTable } from './check.ts';
import { checkColumnCase, checkUnknownColumn } from './checks/column-case.ts';
import { checkConcurrently } from './checks/concurrently.ts';
import { checkColumnTypes, checkRequiredColumn, checkWholeTableWrites } from './checks/draft-columns.ts';
import { checkNewLabels, checkRenames, checkTransactions } from './checks/draft-deploys.ts';
import { checkLongNames, checkUnknownTable } from './checks/draft-names.ts';
import { checkIrreversible } from './checks/irreversible.ts';
import { checkLocks, checkTimeout } from './checks/locks.ts';
import { checkLosesData } from './checks/loses-data.ts';
import { checkIdempotent, droppedBy } from './checks/not-idempotent.ts';
import type { LintMark } from './lint-mark.ts';
import { SchemaThen } from './schema-then.ts';
import type { Name, SqlAction, StatementWords } from './sql-action.ts';
import { statementObject } from './statement-object.ts';
import { catalogThen } from './then-catalog.ts';

export interface LintedStatement {
  readonly words: StatementWords;
  /** Statements of one file share one. */
  readonly group: number;
  /** True for what had no effect when it was run: nothing of it holds for what follows. */
  readonly withoutEffect?: boolean;
}

/** What is said of the statements of migrations, which the audit's rules go by. */
const OF_MIGRATIONS: readonly Check[] = [
  checkConcurrently,
  checkIdempotent,
  checkColumnCase,
  checkLocks,
  checkTimeout,
  checkLosesData,
  checkIrreversible,
];

/** What is said of a draft while it is written. */
const OF_DRAFTS: readonly Check[] = [
  ...OF_MIGRATIONS.filter((check) => check !== checkIrreversible),
  checkUnknownTable,
  checkUnknownColumn,
  checkRequiredColumn,
  checkColumnTypes,
  checkWholeTableWrites,
  checkRenames,
  checkTransactions,
  checkNewLabels,
  checkLongNames,
];

/** What is said of a statement, where it is said and as a whole. */
export interface Linted {
  readonly marks: readonly LintMark[];
  readonly hazards: readonly Hazard[];
  /** What it is about, by its text; `null` where that cannot be told. */
  readonly object: ObjectId | null;
}

/** The marks of each statement of a migrations folder, in the order of the replay, from an empty database on. */
export function lintMigrations(statements: readonly LintedStatement[]): readonly (readonly LintMark[])[] {
  return lint(statements, { base: null, statistics: null, checks: OF_MIGRATIONS }).map(({ marks }) => marks);
}

/** What is said of each statement of a draft that is written for a schema. */
export function lintDraft(
  statements: readonly StatementWords[],
  catalog: Catalog,
  statistics: Statistics | null = null,
): readonly Linted[] {
  return lint(
    statements.map((words) => ({ words, group: 1 })),
    { base: catalog, statistics, checks: OF_DRAFTS },
  );
}

interface Options {
  readonly base: Catalog | null;
  readonly statistics: Statistics | null;
  readonly checks: readonly Check[];
}

function lint(statements: readonly LintedStatement[], options: Options): readonly Linted[] {
  const then = new SchemaThen(options.base);
  const rows = rowsByTable(options.statistics);
  let group: number | null = null;
  let state = newGroup();
  const groups = wordsByGroup(statements);
  let hazards = hazardsFrom(then, options.base, []);
  return statements.map(({ words, group: own, withoutEffect = false }) => {
    if (own !== group) {
      group = own;
      state = newGroup();
      then.beginGroup();
      // A draft meets the catalog as it is; a file what those before it left.
      hazards = hazardsFrom(then, options.base, groups.get(own) ?? []);
    }
    const context: CheckContext = {
      words,
      then,
      group: state,
      hazards: hazards.of(words),
      isOld: (relation) => hazards.isOld(relation),
      rowsOf: (name) => rows.get(printName(fullName(then, name))) ?? null,
    };
    const marks = options.checks.flatMap((check) => check(context)).sort((a, b) => a.at - b.at);
    const object = statementObject(words, then);
    if (!withoutEffect) for (const action of words.actions) take(action, then, state);
    return { marks, hazards: context.hazards, object };
  });
}

function wordsByGroup(statements: readonly LintedStatement[]): ReadonlyMap<number, readonly StatementWords[]> {
  const groups = new Map<number, StatementWords[]>();
  for (const { group, words } of statements) {
    const known = groups.get(group);
    if (known) known.push(words);
    else groups.set(group, [words]);
  }
  return groups;
}

function newGroup(): GroupState {
  return {
    dropped: new Set(),
    labels: new Map(),
    isTimed: false,
    isUntimedTold: false,
    isOutside: false,
  };
}

function fullName(then: SchemaThen, name: Name): Name {
  const table = then.table(name);
  return table ? [table.schema, table.name] : [name[0] || 'public', name[1]];
}

function take(action: SqlAction, then: SchemaThen, state: GroupState): void {
  const dropped = droppedBy(action);
  if (dropped !== null) state.dropped.add(dropped);
  if (action.does === 'set' && /^(lock|statement)_timeout$/.test(action.setting)) state.isTimed = true;
  if (action.does === 'transaction') state.isOutside = /^(COMMIT|ROLLBACK)$/.test(action.verb);
  // Before the type is told of it: one that is made in the same group may be used at once.
  if (action.does === 'add-label') state.labels.set(action.label, action.type[1]);
  if (action.does === 'create-type') for (const label of action.labels ?? []) state.labels.delete(label);
  then.apply(action);
}

interface Hazards {
  of(words: StatementWords): readonly Hazard[];
  isOld(relation: string): boolean;
}

/** What statements are dangerous for that was there before their group. Nothing is made for those that touch nothing of it. */
function hazardsFrom(then: SchemaThen, base: Catalog | null, group: readonly StatementWords[]): Hazards {
  let made: Catalog | null = base;
  const before = () => {
    made ??= catalogThen(then, group);
    return made;
  };
  return {
    isOld: (relation) => known(before()).tables.has(relation),
    of: (words) => {
      if (!words.actions.some((action) => touchesOld(action, then))) return [];
      const catalog = before();
      if (words.block === null) return hazardsIn(catalog, words.sql);
      const inner = words.actions.flatMap((action) => (action.sql === undefined ? [] : [action.sql]));
      return [...new Set(inner)].flatMap((sql) => hazardsIn(catalog, sql));
    },
  };
}

/** Whether an action is about a table that was there before the group, or about something that tables may be made of. */
function touchesOld(action: SqlAction, then: SchemaThen): boolean {
  const isOld = (name: Name | null) => name !== null && then.table(name)?.isNew === false;
  switch (action.does) {
    case 'create-table':
      return action.copies || action.columns.some(({ references }) => isOld(references));
    case 'add-constraint':
      return isOld(action.table) || isOld(action.references);
    case 'create':
      return isOld(action.on);
    case 'drop':
      return action.what !== 'table' || isOld(action.name);
    case 'move':
      return isOld(action.from);
    case 'rename':
      return isOld(action.of);
    case 'truncate':
    case 'other':
      return action.tables.length === 0 || action.tables.some(isOld);
    case 'add-label':
      return true;
    case 'create-type':
    case 'set':
    case 'transaction':
      return false;
    default:
      return isOld(action.table);
  }
}

/** What is asked of one catalog, over and over while a draft is typed. */
interface Known {
  readonly find: (sql: string) => readonly Hazard[];
  readonly hazards: Map<string, readonly Hazard[]>;
  readonly tables: ReadonlySet<string>;
}

const knownOf = new WeakMap<Catalog, Known>();

/** Statements whose hazards are kept. */
const KEPT = 5_000;

function known(catalog: Catalog): Known {
  let found = knownOf.get(catalog);
  if (!found) {
    const tables = new Set(catalog.objects.table.map(({ schema, name }) => printName([schema, name])));
    found = { find: createHazardFinder(catalog), hazards: new Map(), tables };
    knownOf.set(catalog, found);
  }
  return found;
}

function hazardsIn(catalog: Catalog, sql: string): readonly Hazard[] {
  const { find, hazards } = known(catalog);
  let own = hazards.get(sql);
  if (!own) {
    if (hazards.size >= KEPT) hazards.clear();
    own = find(sql);
    hazards.set(sql, own);
  }
  return own;
}
