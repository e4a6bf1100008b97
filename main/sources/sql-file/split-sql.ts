/** One statement of a file, without its semicolon and the white space and comments before it. */
export interface FileStatement {
  readonly sql: string;
  /** Where the text begins, in UTF-16 units from the start of the file. */
  readonly offset: number;
}

/** A part of a file that is for psql and not for the server. */
export interface SkippedPart {
  readonly what: 'psql meta-command' | 'COPY data';
  readonly offset: number;
  readonly text: string;
}

export interface SplitSql {
  readonly statements: readonly FileStatement[];
  readonly skipped: readonly SkippedPart[];
}

/** Comments, quoted things and words are taken whole; everything else is one character. */
const PIECE =
  /\s+|--[^\n]*|\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|[\s\S]/gy;

/**
 * Splits a file as psql does: at semicolons outside quotes, comments, parentheses and BEGIN ATOMIC bodies. Meta-commands
 * and the data of COPY … FROM stdin (pg_dump's output) are taken out. It knows no grammar, so a statement that does not
 * parse leaves the others whole, which a parser of the whole file cannot do.
 */
export function splitSql(text: string): SplitSql {
  return new Splitter(text).split();
}

class Splitter {
  readonly #text: string;
  readonly #pieces = new RegExp(PIECE);
  readonly #statements: FileStatement[] = [];
  readonly #skipped: SkippedPart[] = [];
  #start = -1;
  #depth = 0;
  #words: string[] = [];
  /** Nesting of BEGIN ATOMIC … CASE … END. */
  #bodies = 0;

  constructor(text: string) {
    this.#text = text;
  }

  split(): SplitSql {
    const pieces = this.#pieces;
    for (let match = pieces.exec(this.#text); match; match = pieces.exec(this.#text)) {
      this.#take(match[0], match.index);
    }
    this.#end(this.#text.length);
    return { statements: this.#statements, skipped: this.#skipped };
  }

  #take(piece: string, at: number): void {
    const first = piece[0] ?? '';
    if (/\s/.test(first) || piece.startsWith('--')) return;
    if (piece === '/' && this.#text[at + 1] === '*') {
      this.#pieces.lastIndex = this.#endOfComment(at);
      return;
    }
    if (piece === '\\' && (this.#start < 0 || this.#isAtLineStart(at) || /^\\g/.test(this.#text.slice(at, at + 2)))) {
      this.#end(at);
      this.#skipLine(at);
      return;
    }
    if (piece === ';' && this.#depth <= 0 && this.#bodies === 0) {
      this.#end(at);
      return;
    }
    if (this.#start < 0) this.#start = at;
    if (first === '$' && piece.length > 1) {
      const close = this.#text.indexOf(piece, this.#pieces.lastIndex);
      this.#pieces.lastIndex = close < 0 ? this.#text.length : close + piece.length;
    } else if (piece === '(') this.#depth += 1;
    else if (piece === ')') this.#depth -= 1;
    else if (/[A-Za-z_]/.test(first) && !piece.endsWith("'")) this.#word(piece.toLowerCase());
  }

  #word(word: string): void {
    const before = this.#words.at(-1);
    if (word === 'atomic' && before === 'begin') this.#bodies = 1;
    else if (this.#bodies > 0 && word === 'case') this.#bodies += 1;
    else if (this.#bodies > 0 && word === 'end') this.#bodies -= 1;
    this.#words.push(word);
  }

  #end(at: number): void {
    const { isCopy, start } = { isCopy: this.#isCopyFromStdin(), start: this.#start };
    this.#start = -1;
    this.#depth = 0;
    this.#bodies = 0;
    this.#words = [];
    if (start < 0) return;
    if (isCopy) this.#skipData(start);
    else this.#statements.push({ sql: this.#text.slice(start, at).trimEnd(), offset: start });
  }

  #isCopyFromStdin(): boolean {
    const from = this.#words.indexOf('from');
    return this.#words[0] === 'copy' && from > 0 && this.#words[from + 1] === 'stdin';
  }

  #skipData(start: number): void {
    const end = /^\\\.[ \t\r]*$/gm;
    end.lastIndex = this.#pieces.lastIndex;
    const match = end.exec(this.#text);
    this.#pieces.lastIndex = match ? match.index + match[0].length : this.#text.length;
    this.#skipped.push({ what: 'COPY data', offset: start, text: firstLine(this.#text.slice(start)) });
  }

  #skipLine(at: number): void {
    const line = firstLine(this.#text.slice(at));
    this.#skipped.push({ what: 'psql meta-command', offset: at, text: line.trimEnd() });
    this.#pieces.lastIndex = at + line.length;
  }

  #isAtLineStart(at: number): boolean {
    return at === 0 || this.#text[at - 1] === '\n';
  }

  /** Comments nest in PostgreSQL. */
  #endOfComment(at: number): number {
    let depth = 0;
    for (let here = at; here < this.#text.length; here += 1) {
      const two = this.#text.slice(here, here + 2);
      if (two === '/*') depth += 1;
      else if (two === '*/') depth -= 1;
      else continue;
      here += 1;
      if (depth === 0) return here + 1;
    }
    return this.#text.length;
  }
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
