/** What psql would do itself and a server cannot: a meta-command, or the rows that follow COPY … FROM stdin. */
export interface PsqlPart {
  readonly what: 'meta-command' | 'copy';
  /** 1-based line where it begins. */
  readonly line: number;
  /** The meta-command, or the COPY statement, on one line. */
  readonly text: string;
}

export interface WithoutPsql {
  /** The text with those parts blanked, so that every offset stays what it was. */
  readonly sql: Buffer;
  readonly parts: readonly PsqlPart[];
}

const NEWLINE = 10;
const BACKSLASH = 92;
const COPY_FROM_STDIN = /^\s*copy\b[^;]*\bfrom\s+stdin\b[^;]*;\s*$/i;

/** Blanks psql's meta-commands and COPY data, as pg_dump writes them. Inside quotes and comments nothing is touched. */
export function blankPsql(source: Buffer): WithoutPsql {
  if (!/(^|\n)(\\|\s*copy\b)/i.test(source.toString('latin1'))) return { sql: source, parts: [] };
  const sql = Buffer.from(source);
  const parts: PsqlPart[] = [];
  let state = OUTSIDE;
  let copying = false;
  forEachLine(source, (start, end, line) => {
    const text = source.subarray(start, end).toString('utf8');
    if (copying) {
      sql.fill(' ', start, end);
      copying = text.trimEnd() !== '\\.';
    } else if (state === OUTSIDE && source[start] === BACKSLASH) {
      parts.push({ what: 'meta-command', line, text: text.trimEnd() });
      sql.fill(' ', start, end);
    } else if (state === OUTSIDE && COPY_FROM_STDIN.test(text)) {
      parts.push({ what: 'copy', line, text: text.trim() });
      sql.fill(' ', start, end);
      copying = true;
    } else state = stateAfter(text, state);
  });
  return { sql, parts };
}

function forEachLine(source: Buffer, visit: (start: number, end: number, line: number) => void): void {
  let start = 0;
  for (let line = 1; start < source.length; line += 1) {
    const newline = source.indexOf(NEWLINE, start);
    const end = newline < 0 ? source.length : newline;
    visit(start, end, line);
    start = end + 1;
  }
}

/** What a line ends inside of: nothing, a block comment, or what the closing delimiter closes. */
const OUTSIDE = '';
const COMMENT = '*/';

function stateAfter(line: string, before: string): string {
  let state = before;
  for (let at = 0; at < line.length; ) {
    if (state !== OUTSIDE) {
      const close = line.indexOf(state, at);
      if (close < 0) return state;
      at = close + state.length;
      state = OUTSIDE;
      continue;
    }
    const rest = line.slice(at);
    if (rest.startsWith('--')) return state;
    const opening = /^(?:\/\*|'|"|\$[A-Za-z_\u0080-\uffff]*\$)/.exec(rest)?.[0];
    if (opening === undefined) at += 1;
    else {
      state = opening === '/*' ? COMMENT : opening;
      at += opening.length;
    }
  }
  return state;
}
