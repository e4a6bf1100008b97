import { ORPCError } from '@orpc/client';
import { type ErrorData, errorDataSchema } from '#app/api';

/** Whatever a request threw, as the error a person is shown. Every request failure passes here. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof ORPCError) {
    const data = errorDataSchema.safeParse(error.data);
    if (data.success) return data.data;
  }
  if (isAbort(error)) {
    return {
      code: 'cancelled',
      message: 'The work was cancelled.',
      remedy: 'Start it again whenever you like.',
      origin: null,
      cause: null,
    };
  }
  return {
    code: 'internal',
    message: 'The request could not be carried out.',
    remedy: 'Try again; if it happens again, report it with the details below.',
    origin: null,
    cause: error instanceof Error ? error.message : String(error),
  };
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
