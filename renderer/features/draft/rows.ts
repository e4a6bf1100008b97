import type { DraftLint, DraftProblem, DraftProof, DraftProofStep, StatementFacts, WrittenStatement } from '#app/api';
import type { ObjectId } from '#app/catalog';
import type { Hazard } from '#app/plan';
import { type StatementText, splitStatements } from '#app/sql';

/** A statement of the text, with all that is known of it. */
export interface Row {
  readonly number: number;
  readonly sql: string;
  /** Characters before its first word. */
  readonly at: number;
  /** What it is about, where anybody knows. */
  readonly object: ObjectId | null;
  readonly hazards: readonly Hazard[];
  readonly problems: readonly DraftProblem[];
  /** What was seen when it ran on rows; `null` where it did not, or the text was another then. */
  readonly step: DraftProofStep | null;
}

export interface RowsInput {
  readonly text: string;
  /** What was known when it was drafted. */
  readonly drafted: readonly WrittenStatement[];
  /** What was said of `linted`, the text as it was looked at last. */
  readonly lint: DraftLint | null;
  readonly linted: string | null;
  /** Of this text. */
  readonly proof: DraftProof | null;
}

/** The statements of a text as it stands. What was said of a statement holds as long as its words are the same. */
export function rowsOf({ text, drafted, lint, linted, proof }: RowsInput): readonly Row[] {
  const known = new Map<string, StatementFacts>();
  const before = linted === null ? [] : statementsOf(linted);
  for (const [index, facts] of (lint?.statements ?? []).entries()) known.set(before[index]?.sql ?? '', facts);
  for (const statement of drafted) known.set(statement.sql, statement);
  const said = problemsByStatement(linted ?? '', before, lint?.problems ?? []);
  const statements = statementsOf(text);
  const steps = proof?.steps.length === statements.length ? proof.steps : [];
  return statements.map(({ sql, at }, index) => ({
    number: index + 1,
    sql,
    at,
    object: known.get(sql)?.object ?? null,
    hazards: known.get(sql)?.hazards ?? [],
    problems: said.get(sql) ?? [],
    step: steps[index] ?? null,
  }));
}

const lately: { readonly text: string; readonly statements: readonly StatementText[] }[] = [];

/** The text as it is and as it was looked at last are both asked for, over and over. */
function statementsOf(text: string): readonly StatementText[] {
  const known = lately.find((one) => one.text === text);
  if (known) return known.statements;
  const statements = splitStatements(text);
  lately.unshift({ text, statements });
  lately.length = Math.min(lately.length, 2);
  return statements;
}

/** By a statement's words. What stands above the first is the first one's. */
function problemsByStatement(
  text: string,
  statements: readonly StatementText[],
  problems: readonly DraftProblem[],
): ReadonlyMap<string, readonly DraftProblem[]> {
  const found = new Map<string, DraftProblem[]>();
  const starts = lineStarts(text);
  for (const problem of problems) {
    const place = (starts[problem.line - 1] ?? 0) + problem.column - 1;
    const own = statements[Math.max(countUpTo(statements, place) - 1, 0)];
    if (!own) continue;
    const list = found.get(own.sql);
    if (list) list.push(problem);
    else found.set(own.sql, [problem]);
  }
  return found;
}

/** How many statements begin at a place or before it. Every keystroke asks for every problem. */
function countUpTo(statements: readonly { readonly at: number }[], place: number): number {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.at ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The text with a quick fix carried out: places are those of this very text. */
export function fixed(text: string, { fix }: Pick<DraftProblem, 'fix'>): string {
  const starts = lineStarts(text);
  const edits = (fix?.edits ?? []).map((edit) => ({ ...edit, at: (starts[edit.line - 1] ?? 0) + edit.column - 1 }));
  // From the end on: what is put in moves nothing that comes before it.
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((now, { at, length, text: put }) => now.slice(0, at) + put + now.slice(at + length), text);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
