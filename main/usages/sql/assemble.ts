import type { ObjectId } from '#app/catalog';
import type { Piece } from './pieces.ts';

/** What a hole in a text stands for. */
export interface Filling {
  /** The table or column that code puts there; `null` where nobody knows. */
  readonly target: ObjectId | null;
  /** Where the code that fills it stands. */
  readonly offset: number;
}

interface Segment {
  readonly start: number;
  offsetOf(index: number): number;
}

/** Names that stand for what code fills in. */
const FILLED = /^raingauge_hole_(\d+)$/;

/** A text of SQL made of pieces, and where its parts stand in the code. */
export class Assembled {
  readonly text: string;
  /** Whether a hole was left out altogether: what it adds is not known. */
  readonly isOpen: boolean;
  private readonly segments: readonly Segment[];
  private readonly fillings: readonly Filling[];
  private bytes: Buffer | null = null;

  constructor(text: string, segments: readonly Segment[], fillings: readonly Filling[], isOpen: boolean) {
    this.text = text;
    this.segments = segments;
    this.fillings = fillings;
    this.isOpen = isOpen;
  }

  filled(name: string): ObjectId | null {
    const number = FILLED.exec(name)?.[1];
    return number === undefined ? null : (this.fillings[Number(number)]?.target ?? null);
  }

  /** The offset in the code of the last of the parts that a name at a byte of the text consists of. */
  offsetOf(byte: number, parts: readonly string[]): number {
    const number = FILLED.exec(parts.at(-1) ?? '')?.[1];
    const filling = number === undefined ? undefined : this.fillings[Number(number)];
    if (filling) return filling.offset;
    const name = wordOf(parts.at(-1) ?? '');
    let at = byte < 0 ? Math.max(0, this.text.search(name)) : this.characterAt(byte);
    // An INSERT's target of ON CONFLICT has the place of its list only.
    const inner = this.text.slice(at).search(name);
    if (inner > 0) at += inner;
    return this.place(at);
  }

  private place(index: number): number {
    const segment = this.segments.findLast(({ start }) => start <= index) ?? this.segments[0];
    return segment ? segment.offsetOf(Math.max(0, index - segment.start)) : 0;
  }

  private characterAt(byte: number): number {
    this.bytes ??= Buffer.from(this.text);
    return this.bytes.length === this.text.length ? byte : this.bytes.subarray(0, byte).toString('utf8').length;
  }
}

const words = new Map<string, RegExp>();

/** A name as it may be written: bare in any case, or quoted. */
function wordOf(name: string): RegExp {
  let word = words.get(name);
  if (!word) {
    if (words.size >= MOST_WORDS) words.clear();
    word = toWord(name);
    words.set(name, word);
  }
  return word;
}

const MOST_WORDS = 1_000;

function toWord(name: string): RegExp {
  const escaped = name.replaceAll('"', '""').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w$])(?:(?<=")${escaped}(?=")|${escaped}(?![\\w$]))`, 'i');
}

type Parse = (sql: string) => { readonly result: unknown } | { readonly error: string };
type Way = 'parameter' | 'nothing' | 'name';
const NEXT: Readonly<Record<Way, Way | null>> = { parameter: 'nothing', nothing: 'name', name: null };

/**
 * Puts a text together so that it parses. What a hole is cannot be known: it is tried as a value, then as nothing (a
 * clause), then as a name, beginning with the hole that the grammar stumbles over.
 */
export function assemble(
  start: string,
  pieces: readonly Piece[],
  fillings: readonly Filling[],
  parse: Parse,
): { readonly result: unknown; readonly assembled: Assembled } | null {
  const ways: Way[] = fillings.map(({ target }) => (target === null ? 'parameter' : 'name'));
  const open = fillings.flatMap(({ target }, at) => (target === null ? [at] : []));
  for (let tries = 0; tries <= Math.min(open.length * 2, 16); tries += 1) {
    const { text, segments } = write(start, pieces, ways);
    const answer = parse(text);
    const isOpen = open.some((at) => ways[at] === 'nothing');
    if ('result' in answer)
      return { result: answer.result, assembled: new Assembled(text, segments, fillings, isOpen) };
    const named = /"\$(\d+)"/.exec(answer.error)?.[1];
    const culprit = named === undefined ? open.findLast((at) => NEXT[ways[at] ?? 'name'] !== null) : Number(named) - 1;
    const next = culprit === undefined ? null : NEXT[ways[culprit] ?? 'name'];
    if (culprit === undefined || next === null) return null;
    ways[culprit] = next;
  }
  return null;
}

function write(start: string, pieces: readonly Piece[], ways: readonly Way[]) {
  const segments: Segment[] = [{ start: 0, offsetOf: () => firstOffset(pieces) }];
  let text = start;
  let hole = 0;
  for (const piece of pieces) {
    const at = text.length;
    if (piece.is === 'text') {
      segments.push({ start: at, offsetOf: (index) => piece.offsetOf(index) });
      text += piece.text;
      continue;
    }
    const { offset } = piece;
    segments.push({ start: at, offsetOf: () => offset });
    const way = ways[hole] ?? 'nothing';
    text += way === 'parameter' ? `$${hole + 1}` : way === 'name' ? `raingauge_hole_${hole}` : '';
    hole += 1;
  }
  return { text, segments };
}

function firstOffset(pieces: readonly Piece[]): number {
  const [first] = pieces;
  return first === undefined ? 0 : first.is === 'text' ? first.offsetOf(0) : first.offset;
}
