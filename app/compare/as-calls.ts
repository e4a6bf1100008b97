import { scanSql, type Token } from '#app/sql';

/**
 * A text that a server printed, with the functions that SQL has words of its own for written as calls: `(x AT TIME ZONE z)`
 * is `timezone(z, x)`. Since PostgreSQL 14 servers keep the words, before they printed calls, and either is printed again as
 * it stands. Source: `get_func_sql_syntax` in `ruleutils.c` of 14 to 18. Text that no server prints is left as it is.
 */
export function asCalls(printed: string): string {
  return /\b(zone|overlaps|from|similar|placing|position|normalize|normalized|collation|passing)\b/i.test(printed)
    ? new Writer(printed).text()
    : printed;
}

/**
 * What came of EXTRACT, for a server to which it is a spelling of `date_part` (before PostgreSQL 14, by its release notes):
 * no numeric but a double, so that what stands beside it is cast to that; and columns that have no other name bear its own.
 */
export function asDatePart(printed: string): string {
  const tokens = scanSql(printed);
  const edits: Edit[] = [];
  tokens.forEach((token, index) => {
    const [next, cast, type, after] = tokens.slice(index, index + 4);
    if (next?.text === ':' && cast?.text === ':' && type?.text === 'numeric' && after?.text !== '(') {
      edits.push({ start: type.start, end: type.end, text: 'double precision' });
    } else if (isCall(tokens, index, 'extract')) {
      const [field, from] = tokens.slice(index + 2, index + 4);
      if (!field || field.type === 'symbol' || from?.text !== 'from') return;
      const text = `date_part('${field.text.replaceAll("'", "''")}'::text,`;
      edits.push({ start: token.start, end: from.end, text });
    } else if (token.type === 'word' && token.text === 'as' && cast?.type === 'quoted' && cast.text === 'extract') {
      edits.push({ start: cast.start, end: cast.end, text: 'date_part' });
    }
  });
  return edited(printed, edits);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits in the order of the text, none inside of another. */
function edited(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = '';
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

function isCall(tokens: readonly Token[], index: number, name: string): boolean {
  const token = tokens[index];
  return (
    token?.type === 'word' && token.text === name && tokens[index + 1]?.text === '(' && !isQualified(tokens, index)
  );
}

function isQualified(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.text === '.';
}

/** Tokens by index, the end not included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const TRIMS: Readonly<Record<string, string>> = { both: 'btrim', leading: 'ltrim', trailing: 'rtrim' };

class Writer {
  readonly #sql: string;
  readonly #tokens: readonly Token[];
  /** By the index of an opening parenthesis, that of its closing one. */
  readonly #closes = new Map<number, number>();

  constructor(sql: string) {
    this.#sql = sql;
    this.#tokens = scanSql(sql);
    const open: number[] = [];
    this.#tokens.forEach(({ type, text }, index) => {
      if (type !== 'symbol') return;
      if (text === '(') open.push(index);
      const opened = text === ')' ? open.pop() : undefined;
      if (opened !== undefined) this.#closes.set(opened, index);
    });
  }

  text(): string {
    const end = this.#tokens.length;
    return `${this.#between(-1, 0)}${this.#write({ from: 0, to: end })}${this.#between(end - 1, end)}`;
  }

  /** The text of a range, from its first token to its last. */
  #write({ from, to }: Range): string {
    let result = '';
    let at = this.#tokens[from]?.start ?? 0;
    for (let index = from; index < to; ) {
      const [text, next] = this.#special(index) ?? this.#group(index) ?? [null, index + 1];
      if (text !== null) {
        result += this.#sql.slice(at, this.#tokens[index]?.start) + text;
        at = this.#tokens[next - 1]?.end ?? at;
      }
      index = next;
    }
    return result + this.#sql.slice(at, this.#tokens[to - 1]?.end ?? at);
  }

  /** What stands between a token and the next: white space. */
  #between(before: number, after: number): string {
    return this.#sql.slice(this.#tokens[before]?.end ?? 0, this.#tokens[after]?.start);
  }

  /** Parentheses that are no more than that. */
  #group(open: number): [string, number] | null {
    const close = this.#closes.get(open);
    if (close === undefined) return null;
    const inside = this.#write({ from: open + 1, to: close });
    return [`(${this.#between(open, open + 1)}${inside}${this.#between(close - 1, close)})`, close + 1];
  }

  /** What is to be written otherwise, with the index behind it. */
  #special(index: number): [string, number] | null {
    const token = this.#tokens[index];
    const isWord = token?.type === 'word' && !isQualified(this.#tokens, index);
    const name = isWord ? token.text : '';
    const open = token?.text === '(' ? index : name === 'collation' ? index + 2 : index + 1;
    const close = this.#closes.get(open);
    if (close === undefined) return null;
    const inside = { from: open + 1, to: close };
    const call = open === index ? this.#operator(inside) : this.#call(name, inside);
    return call === null ? null : [call, close + 1];
  }

  /** `(x AT TIME ZONE z)`, `((a, b) OVERLAPS (c, d))`, `(x IS NFC NORMALIZED)`. */
  #operator(inside: Range): string | null {
    const zone = this.#find(inside, 'at', 'time', 'zone');
    if (zone !== null) {
      const [value, name] = [this.#write({ ...inside, to: zone }), this.#write({ ...inside, from: zone + 3 })];
      return `timezone(${name}, ${value})`;
    }
    const overlaps = this.#find(inside, 'overlaps');
    if (overlaps !== null) {
      const rows = [inside.from, overlaps + 1].map((open) => ({
        from: open + 1,
        to: this.#closes.get(open) ?? open + 1,
      }));
      return `"overlaps"(${rows.map((row) => this.#write(row)).join(', ')})`;
    }
    const normalized = this.#find(inside, 'normalized');
    const is = normalized === null ? null : this.#find(inside, 'is');
    if (normalized === null || is === null) return null;
    const form = normalized === is + 2 ? `, '${this.#tokens[is + 1]?.text}'::text` : '';
    return `is_normalized(${this.#write({ ...inside, to: is })}${form})`;
  }

  #call(name: string, inside: Range): string | null {
    switch (name) {
      case 'substring':
        return this.#substring(inside);
      case 'overlay':
        return this.#listed('"overlay"', inside, ['placing', 'from', 'for']);
      case 'position': {
        const parts = this.#split(inside, ['in']);
        return parts.length === 2 ? `"position"(${parts[1]}, ${parts[0]})` : null;
      }
      case 'trim': {
        const side = TRIMS[this.#tokens[inside.from]?.text ?? ''];
        const from = this.#find(inside, 'from');
        if (side === undefined || from === null) return null;
        const characters = from > inside.from + 1 ? `, ${this.#write({ from: inside.from + 1, to: from })}` : '';
        return `${side}(${this.#write({ ...inside, from: from + 1 })}${characters})`;
      }
      case 'normalize': {
        const form = this.#tokens[inside.to - 1];
        const hasForm = this.#tokens[inside.to - 2]?.text === ',' && form?.type === 'word';
        const value = this.#write(hasForm ? { ...inside, to: inside.to - 2 } : inside);
        return `"normalize"(${value}${hasForm ? `, '${form.text}'::text` : ''})`;
      }
      case 'collation':
        return this.#tokens[inside.from - 2]?.text === 'for' ? `pg_collation_for(${this.#write(inside)})` : null;
      case 'xmlexists':
        return this.#listed('xmlexists', inside, ['passing']);
      default:
        return null;
    }
  }

  #substring(inside: Range): string | null {
    const isPattern = this.#find(inside, 'similar') !== null;
    return this.#listed('"substring"', inside, isPattern ? ['similar', 'escape'] : ['from', 'for']);
  }

  /** Arguments in their order, with words between them; `null` where there are none of these. */
  #listed(name: string, inside: Range, words: readonly string[]): string | null {
    const parts = this.#split(inside, words);
    return parts.length > 1 ? `${name}(${parts.join(', ')})` : null;
  }

  #split(inside: Range, words: readonly string[]): readonly string[] {
    const parts: string[] = [];
    let from = inside.from;
    for (const word of words) {
      const at = this.#find({ ...inside, from }, word);
      if (at === null) continue;
      parts.push(this.#write({ from, to: at }));
      from = at + 1;
    }
    return [...parts, this.#write({ from, to: inside.to })];
  }

  /** Where words stand in a range, outside of all parentheses in it: the first place. */
  #find({ from, to }: Range, ...words: readonly string[]): number | null {
    for (let index = from; index < to; index = (this.#closes.get(index) ?? index) + 1) {
      const isHere = words.every((word, at) => {
        const token = this.#tokens[index + at];
        return token?.type === 'word' && token.text === word;
      });
      if (isHere) return index;
    }
    return null;
  }
}
