/**
 * A text that a simple regular expression matches, or `null`. Groups, classes, alternatives and counts are understood, which is
 * what checks are made of; look-around and back references are not.
 */
export function sampleOf(pattern: string, number: number): string | null {
  try {
    const reader = new PatternReader(pattern.replace(/^\(\?[a-z]+\)|^\*\*\*[:=]/, ''), number);
    return reader.alternatives();
  } catch {
    return null;
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'abcdefghijklmnopqrstuvwxyz',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
};
const POSIX: Readonly<Record<string, string>> = {
  alpha: 'abcdefghij',
  digit: '0123456789',
  alnum: 'abcdefghij0123456789',
  lower: 'abcdefghij',
  upper: 'ABCDEFGHIJ',
  space: ' ',
  xdigit: '0123456789abcdef',
  punct: '.-_',
};

class PatternReader {
  readonly #text: string;
  readonly #number: number;
  #at = 0;

  constructor(text: string, number: number) {
    this.#text = text;
    this.#number = number;
  }

  alternatives(): string {
    const first = this.#sequence();
    while (this.#take('|')) this.#sequence();
    return first;
  }

  #sequence(): string {
    let made = '';
    while (this.#at < this.#text.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const choices = this.#atom();
      const [least, most] = this.#count();
      // A longer text leaves room for the number that makes it another one.
      const times = Math.min(Math.max(least, Math.min(3, most)), most);
      for (let time = 0; time < times; time += 1) made += choices[(this.#number + time) % choices.length] ?? '';
    }
    return made;
  }

  /** What may stand here: one of these. */
  #atom(): readonly string[] {
    const character = this.#next();
    if (character === '^' || character === '$') return [''];
    if (character === '.') return ['a', 'b', 'c', 'd', 'e', 'f'];
    if (character === '[') return [...this.#set()];
    if (character === '(') {
      if (this.#take('?') && !this.#take(':')) throw new Error('look-around');
      const inner = this.alternatives();
      this.#next();
      return [inner];
    }
    if (character !== '\\') return [character];
    const escaped = this.#next();
    if (/[byYmMAZ]/.test(escaped)) return [''];
    if (/\d/.test(escaped)) throw new Error('a back reference');
    return [...(CLASSES[escaped] ?? escaped)];
  }

  #set(): string {
    const isNegated = this.#take('^');
    let members = '';
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#text.startsWith('[:', this.#at)) {
        const end = this.#text.indexOf(':]', this.#at);
        members += POSIX[this.#text.slice(this.#at + 2, end)] ?? '';
        this.#at = end + 2;
        continue;
      }
      let low = this.#next();
      if (low === '\\') {
        const escaped = this.#next();
        if (CLASSES[escaped]) {
          members += CLASSES[escaped];
          continue;
        }
        low = escaped;
      }
      if (this.#peek() === '-' && this.#text[this.#at + 1] !== ']') {
        this.#next();
        const high = this.#next();
        for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code += 1) members += String.fromCharCode(code);
      } else members += low;
    }
    this.#next();
    if (!isNegated) return members;
    return [...'abcdefghij0123456789-_ '].filter((one) => !members.includes(one)).join('');
  }

  #count(): readonly [least: number, most: number] {
    const character = this.#peek();
    if (character === '*' || character === '+' || character === '?') {
      this.#next();
      this.#take('?');
      return character === '?' ? [0, 1] : [character === '+' ? 1 : 0, 3];
    }
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.#text.slice(this.#at));
    if (!counted) return [1, 1];
    this.#at += counted[0].length;
    this.#take('?');
    const least = Number(counted[1]);
    if (counted[2] === undefined) return [least, least];
    return [least, counted[3] ? Number(counted[3]) : least + 3];
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #next(): string {
    const character = this.#text[this.#at];
    if (character === undefined) throw new Error('the pattern ends');
    this.#at += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }
}
