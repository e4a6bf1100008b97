import type { ServerError } from './protocol.ts';

/** A thrown value as the fields of PostgreSQL's ErrorResponse that people and the reports need. */
export function toServerError(error: unknown): ServerError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : null);
  const position = Number(fields.position);
  return {
    message: error instanceof Error ? error.message : String(error),
    code: text('code'),
    detail: text('detail'),
    hint: text('hint'),
    position: Number.isInteger(position) && position > 0 ? position : null,
  };
}

/**
 * Whether a server raised it and lives on. Anything without an SQLSTATE, FATAL and PANIC mean that it is gone; so does the
 * stack of errors that runs over, after which PGlite answers nothing else.
 */
export function isFromServer(error: unknown): boolean {
  const { code, message } = toServerError(error);
  if (code === null || !/^[0-9A-Z]{5}$/.test(code) || /ERRORDATA_STACK_SIZE/.test(message)) return false;
  const severity = (error as { readonly severity?: unknown }).severity;
  return severity !== 'FATAL' && severity !== 'PANIC';
}
