const WORD = 'placeholder';
const URL_TEXT = `postgres://${WORD}:${WORD}@localhost:5432/${WORD}`;
/** A port that no service has by custom. */
const NUMBER = '54329';
const TEXT = [WORD, WORD, WORD, WORD].join('-');

/** A value of the shape that the variable's name promises, so that a validator has little to refuse. */
export function placeholder(name: string): string {
  if (/(URL|URI|DSN|ENDPOINT|ORIGIN|HOST)$/i.test(name)) return URL_TEXT;
  if (/(PORT|SIZE|COUNT|LIMIT|TIMEOUT|MAX|MIN|TTL)$/i.test(name)) return NUMBER;
  return TEXT;
}

/**
 * Whether a text is made of a placeholder: it holds a whole one, or is a part that code took out of the URL. A folder that
 * is merely called so is the project's own.
 */
export function holdsPlaceholder(text: string): boolean {
  return text.includes(TEXT) || text.includes(`${WORD}@localhost`) || text === NUMBER || /^\/?placeholder$/.test(text);
}
