/** Stands where a secret stood. */
const HIDDEN = '***';

/** Takes passwords out of any text: in URLs' credentials and in `password=` parameters. */
export function redact(text: string): string {
  return text
    .replace(/\b(password|passwd|pwd|sslpassword)(\s*=\s*)'(?:[^'\\]|\\[\s\S])*'/gi, `$1$2${HIDDEN}`)
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s@/]*(?:\/[^\s@/]*)*@/gi, `$1:${HIDDEN}@`)
    .replace(/\b(password|passwd|pwd|secret|token|sslpassword)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, `$1$2${HIDDEN}`);
}

/** A database address for people: without the password and without parameters, which may carry secrets too. */
export function addressOf(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    parsed.search = '';
    parsed.hash = '';
    return parsed.toString();
  } catch {
    return redact(url);
  }
}

/** A source as it is named in results: an address without its password. */
export function sourceLabel(source: string): string {
  return source.includes('://') ? addressOf(source) : redact(source);
}
