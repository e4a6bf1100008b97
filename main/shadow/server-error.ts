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
