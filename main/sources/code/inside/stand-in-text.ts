/**
 * What a stand-in is as text. While schema files are loaded it carries a mark with the module's name, so that a name or
 * type that was made of it can be told from one that the code says. Both ends are private-use characters.
 */
const OPEN = '\u{e5a0}';
const CLOSE = '\u{e5a1}';
const MARKED = /\u{e5a0}([^\u{e5a1}]*)\u{e5a1}/gu;

let marks = false;
let made = false;

/** From here on texts of stand-ins carry their mark. */
export function markStandInTexts(): void {
  marks = true;
}

/** Whether any text was made of a stand-in: without one nothing needs to be searched. */
export function wereTextsMade(): boolean {
  return made;
}

export function standInText(from: string | null): string {
  if (!marks || from === null) return '';
  made = true;
  return `${OPEN}${from}${CLOSE}`;
}

/** The modules whose stand-ins a text was made of, each once. */
export function standInsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARKED)].map(([, from]) => from ?? ''))];
}

/** The text without the marks: what is left of what the code says itself. */
export function withoutStandIns(text: string): string {
  return text.replace(MARKED, '');
}

/** A type's text without what a stand-in says of it: its arguments go as a whole, since half of them are none. */
export function typeWithoutStandIns(type: string): string {
  return withoutStandIns(type.replace(/\([^()]*\u{e5a0}[^()]*\)/gu, ''));
}
