import type { Origin } from '#app/catalog';

/** An origin that names a line of a file. */
export interface FileOrigin extends Origin {
  readonly file: string;
}

export function isFileOrigin(origin: Origin): origin is FileOrigin {
  return origin.file !== undefined;
}

/** `src/schema/guests.ts:12`, or the source's kind where there is no file. */
export function originText(origin: Origin): string {
  if (origin.file === undefined) return origin.source === 'live' ? 'live database' : origin.source;
  if (origin.line !== undefined) return `${origin.file}:${origin.line}`;
  return origin.statement === undefined ? origin.file : `${origin.file}, statement ${origin.statement}`;
}

/** The last two parts of the path with the line: what fits a row. */
export function shortOriginText(origin: Origin): string {
  const text = originText(origin);
  return text.split('/').slice(-2).join('/');
}
