import {
  type MigrationFacts,
  type MigrationFile,
  type MigrationStatement,
  type ObjectId,
  type Origin,
  type Problem,
  parseObjectId,
  type StatementMark,
} from '#app/catalog';
import { withAppliedState } from '#app/compare';
import type { AuditContext } from '../context.ts';
import { type Evidence, fileObject } from '../finding.ts';
import type { FindingDraft, Needs } from '../rule.ts';
import { sayTable } from './say.ts';

export const MIGRATIONS: Needs = [['migrations']];

/** The migrations, with what the live database noted of them where there is one; `null` where there are none. */
export function migrationFacts(context: AuditContext): MigrationFacts | null {
  return context.remember('migration facts', () => {
    const { migrations, live } = context.sources;
    if (!migrations?.migrations) return null;
    return (live ? withAppliedState(migrations, live) : migrations).migrations ?? null;
  });
}

/** What was wrong with the folder, by the codes of the reading's problems. */
export function folderProblems({ sources }: AuditContext, codes: ReadonlySet<string>): readonly Problem[] {
  return sources.migrations?.report.filter(({ code }) => codes.has(code)) ?? [];
}

export function originOfFile(file: string, line?: number): Origin {
  return { source: 'migrations', file, ...(line === undefined ? {} : { line }) };
}

/** A statement that the lint marked. */
export interface MarkedStatement {
  readonly file: MigrationFile;
  readonly statement: MigrationStatement;
  readonly mark: StatementMark;
}

/**
 * The statements with a rule's mark. Without `appliedToo`, those of files that the live database ran already are left out: what
 * they did to it is over, and their text must not be changed any more.
 */
export function marked(
  context: AuditContext,
  rule: string,
  { appliedToo = false }: { readonly appliedToo?: boolean } = {},
): readonly MarkedStatement[] {
  const facts = migrationFacts(context);
  if (!facts) return [];
  const files = filesByPath(context, facts);
  return facts.statements.flatMap((statement): readonly MarkedStatement[] => {
    const file = files.get(statement.origin.file ?? '');
    if (!file || (!appliedToo && file.applied === true)) return [];
    return (statement.marks ?? []).flatMap((mark) => (mark.rule === rule ? [{ file, statement, mark }] : []));
  });
}

function filesByPath(context: AuditContext, { files }: MigrationFacts): ReadonlyMap<string, MigrationFile> {
  return context.remember('migration files', () => new Map(files.map((file) => [file.path, file])));
}

/** `drizzle/0003_guests.sql:12` */
export function sayMark({ file, mark }: MarkedStatement): string {
  return `${file.path}:${mark.line}`;
}

export function originOfMark({ file, statement, mark }: MarkedStatement): Origin {
  const { statement: number } = statement.origin;
  return { ...originOfFile(file.path, mark.line), column: mark.column, ...(number ? { statement: number } : {}) };
}

/** What a finding about one marked statement has: the table, or else the file, told apart by file and statement. */
export function ofMark(found: MarkedStatement): Pick<FindingDraft, 'object' | 'discriminator' | 'origins' | 'message'> {
  const { file, statement, mark } = found;
  const { message, table } = mark;
  return {
    object: table ?? fileObject(file.path),
    discriminator: `${file.tag}:${statement.origin.statement ?? mark.line}`,
    message: `${sayMark(found)}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    origins: [originOfMark(found)],
  };
}

/** The marks by file, in order. */
export function byFile(
  found: readonly MarkedStatement[],
): readonly { readonly file: MigrationFile; readonly marks: readonly MarkedStatement[] }[] {
  const groups = new Map<MigrationFile, MarkedStatement[]>();
  for (const each of found) {
    const known = groups.get(each.file);
    if (known) known.push(each);
    else groups.set(each.file, [each]);
  }
  return [...groups].map(([file, marks]) => ({ file, marks }));
}

/** One piece of evidence per mark, with its line. */
export function markEvidence(marks: readonly MarkedStatement[]): readonly Evidence[] {
  return marks.map((found) => ({
    text: `Line ${found.mark.line}: ${found.mark.message}`,
    origin: originOfMark(found),
  }));
}

/** Lines 3, 7 and 9; what is too many is counted. */
export function sayLines(marks: readonly MarkedStatement[]): string {
  const lines = [...new Set(marks.map(({ mark }) => mark.line))];
  return lines.length === 1
    ? `line ${lines[0]}`
    : `lines ${lines.slice(0, 4).join(', ')}${lines.length > 4 ? ` and ${lines.length - 4} more` : ''}`;
}

/** Whether the live database has it, as evidence. */
export function appliedEvidence({ applied }: MigrationFile): readonly Evidence[] {
  if (applied === null) return [];
  return [{ text: applied ? 'The live database has run it.' : 'The live database has not run it yet.' }];
}

export function sayObject(object: ObjectId): string {
  const { kind, parts } = parseObjectId(object);
  const [schema = '', ...rest] = parts;
  const name = schema === 'public' ? rest.join('.') : parts.join('.');
  return kind === 'table' ? sayTable({ schema, name: rest.join('.') }) : `${kind.replaceAll('-', ' ')} ${name}`;
}

/** The number of each mark among those of its statement, from 1: one statement may have several. */
export function numbered(
  found: readonly MarkedStatement[],
): readonly { readonly found: MarkedStatement; readonly number: number }[] {
  const counts = new Map<MigrationStatement, number>();
  return found.map((each) => {
    const number = (counts.get(each.statement) ?? 0) + 1;
    counts.set(each.statement, number);
    return { found: each, number };
  });
}
