import { loadModule, parseSync, scanSync } from 'libpg-query';

/** One statement of a file. */
export interface SqlStatement {
  readonly sql: string;
  /** 1-based line and column (in characters) of its first word. */
  readonly line: number;
  readonly column: number;
  /** Where `sql` begins in the text, in bytes. */
  readonly offset: number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits SQL text as PostgreSQL's own grammar does (libpg_query). Text that the grammar refuses is split by its scanner at
 * the semicolons outside quotes and bodies, so that one wrong statement leaves the others; what even the scanner refuses
 * (a quote that is never closed) is the last statement, for the server to say so.
 */
export async function splitSql(text: Buffer): Promise<readonly SqlStatement[]> {
  await loadModule();
  const lines = lineStarts(text);
  return rangesOf(text).flatMap((range) => {
    const start = skipBlank(text, range);
    if (start >= range.end) return [];
    const sql = text.subarray(start, range.end).toString('utf8').trimEnd();
    return sql === '' ? [] : [{ sql, offset: start, ...positionOf(text, lines, start) }];
  });
}

function rangesOf(text: Buffer): readonly Range[] {
  const sql = text.toString('utf8');
  try {
    const { stmts = [] } = parseSync(sql);
    return stmts.map(({ stmt_location: start = 0, stmt_len: length }) => ({
      start,
      end: length ? start + length : text.length,
    }));
  } catch {
    return scanRanges(text, sql);
  }
}

function scanRanges(text: Buffer, sql: string): readonly Range[] {
  try {
    return rangesOfTokens(scanSync(sql).tokens, text.length);
  } catch {
    return rangesBeforeOpenQuote(text);
  }
}

/** The scanner gives up on the whole text; its longest scannable head, cut at line ends, is found by halving. */
function rangesBeforeOpenQuote(text: Buffer): readonly Range[] {
  const ends = lineStarts(text).slice(1);
  let good = 0;
  let ranges: readonly Range[] = [];
  let low = 0;
  let high = ends.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const end = ends[middle] ?? 0;
    try {
      ranges = rangesOfTokens(scanSync(text.subarray(0, end).toString('utf8')).tokens, end);
      good = end;
      low = middle + 1;
    } catch {
      high = middle - 1;
    }
  }
  const complete = ranges.filter(({ end }) => end < good);
  const start = complete.at(-1)?.end ?? 0;
  return [...complete, { start: complete.length > 0 ? start + 1 : 0, end: text.length }];
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A semicolon ends a statement unless it stands inside a `BEGIN ATOMIC … END` body. */
function rangesOfTokens(tokens: readonly Token[], length: number): readonly Range[] {
  const ranges: Range[] = [];
  let start = 0;
  let depth = 0;
  let before = '';
  for (const { text, start: at, end } of tokens) {
    const word = text.toLowerCase();
    if (depth === 0 && before === 'begin' && word === 'atomic') depth = 1;
    else if (depth > 0 && word === 'case') depth += 1;
    else if (depth > 0 && word === 'end') depth -= 1;
    else if (depth === 0 && word === ';') {
      ranges.push({ start, end: at });
      start = end;
    }
    before = word;
  }
  ranges.push({ start, end: length });
  return ranges;
}

/** The first byte of a range that is neither white space nor comment. */
function skipBlank(text: Buffer, { start, end }: Range): number {
  let at = start;
  while (at < end) {
    const two = text.toString('latin1', at, at + 2);
    if (/^\s/.test(two)) at += 1;
    else if (two === '--') {
      const newline = text.indexOf(10, at);
      at = newline < 0 ? end : newline + 1;
    } else if (two === '/*') at = afterBlockComment(text, at, end);
    else return at;
  }
  return end;
}

/** Block comments nest in PostgreSQL. */
function afterBlockComment(text: Buffer, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; ) {
    const two = text.toString('latin1', at, at + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    at += two === '/*' || two === '*/' ? 2 : 1;
    if (depth === 0) return at;
  }
  return end;
}

function lineStarts(text: Buffer): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== text.length) starts.push(text.length);
  return starts;
}

function positionOf(text: Buffer, starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const start = starts[low] ?? 0;
  return { line: low + 1, column: text.subarray(start, offset).toString('utf8').length + 1 };
}
