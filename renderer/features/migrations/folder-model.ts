import type { MigrationFacts, MigrationFile, MigrationState, MigrationStatement, Problem } from '#app/catalog';
import { qualifiedText } from '#renderer/lib/object-name.ts';

export interface StatementModel {
  readonly statement: MigrationStatement;
  /** 1-based in its file. */
  readonly number: number;
  readonly problems: readonly Problem[];
  /** What a filter looks in, lower case. */
  readonly text: string;
}

export interface FileModel {
  readonly file: MigrationFile;
  readonly statements: readonly StatementModel[];
  /** What is wrong with the file as such: its entry, its encoding, its name. */
  readonly problems: readonly Problem[];
  readonly failed: number;
  /** What is wrong in it, statements included. */
  readonly faults: number;
  readonly text: string;
}

/** The migrations folder, put together for a person to read: each statement and problem at its file. */
export interface FolderModel {
  readonly facts: MigrationFacts;
  readonly files: readonly FileModel[];
  /** What is wrong with the folder and not with one of the files: its journal, its snapshots. */
  readonly problems: readonly Problem[];
  /** The first statement that fails, in the order of the replay. */
  readonly firstFailed: MigrationStatement | null;
  readonly failed: number;
}

/** What the note above the list says at length. */
const SAID_ABOVE: ReadonlySet<string> = new Set(['never-migrated', 'applied-state-forbidden']);

export function folderModel(facts: MigrationFacts, report: readonly Problem[]): FolderModel {
  const byFile = new Map<string, MigrationStatement[]>();
  for (const statement of facts.statements) {
    const path = statement.origin.file ?? '';
    const list = byFile.get(path);
    if (list) list.push(statement);
    else byFile.set(path, [statement]);
  }
  const ofFile = new Map<string, Problem[]>(facts.files.map(({ path }) => [path, []]));
  const others: Problem[] = [];
  for (const problem of report)
    if (!SAID_ABOVE.has(problem.code)) (ofFile.get(problem.origin?.file ?? '') ?? others).push(problem);
  const files = facts.files.map((file) => fileModel(file, byFile.get(file.path) ?? [], ofFile.get(file.path) ?? []));
  const failed = facts.statements.filter(({ outcome }) => outcome === 'failed');
  return { facts, files, problems: others, firstFailed: failed[0] ?? null, failed: failed.length };
}

function fileModel(file: MigrationFile, own: readonly MigrationStatement[], problems: readonly Problem[]): FileModel {
  const byNumber = new Map<number, Problem[]>();
  const rest: Problem[] = [];
  for (const problem of problems) {
    const number = statementOf(problem, own);
    if (number === null) rest.push(problem);
    else byNumber.set(number, [...(byNumber.get(number) ?? []), problem]);
  }
  const statements = own.map((statement, index): StatementModel => {
    const number = statement.origin.statement ?? index + 1;
    return { statement, number, problems: byNumber.get(number) ?? [], text: textOf(statement) };
  });
  const failed = own.filter(({ outcome }) => outcome === 'failed').length;
  // A statement that failed is usually said in the report too: it counts once.
  const faults = rest.length + statements.filter((one) => one.problems.length > 0 || isFailed(one)).length;
  return { file, statements, problems: rest, failed, faults, text: `${file.tag} ${file.path}`.toLowerCase() };
}

/** The statement a problem is about: by its number, or the one whose lines hold the problem's. */
function statementOf({ origin }: Problem, statements: readonly MigrationStatement[]): number | null {
  if (origin?.statement !== undefined) return origin.statement;
  const line = origin?.line;
  if (line === undefined) return null;
  const holder = statements.findLast((statement) => (statement.origin.line ?? Number.POSITIVE_INFINITY) <= line);
  return holder?.origin.statement ?? null;
}

function isFailed({ statement }: StatementModel): boolean {
  return statement.outcome === 'failed';
}

/** What it did, or was to do where it failed: what it is known by. */
export function objectsOf({ objects, meant = [] }: MigrationStatement): MigrationStatement['objects'] {
  return objects.length > 0 ? objects : meant;
}

function textOf(statement: MigrationStatement): string {
  return `${statement.command} ${objectsOf(statement)
    .map(({ object }) => qualifiedText(object))
    .join(' ')}`.toLowerCase();
}

/** True where a database was asked and Drizzle never ran anything on it. */
export function isNeverMigrated({ database, files, appliedOnly }: MigrationFacts): boolean {
  if (database === 'missing') return true;
  return database === 'read' && appliedOnly.length === 0 && files.every(({ state }) => state === 'not-applied');
}

/** How many files are in each state; files of a database that was not asked are in none. */
export function countStates(files: readonly FileModel[]): Readonly<Record<MigrationState, number>> {
  const counts = { applied: 0, 'not-applied': 0, edited: 0, 'will-be-skipped': 0 };
  for (const { file } of files) if (file.state) counts[file.state] += 1;
  return counts;
}
