import type { ErrorCode, ErrorData } from '#app/api';
import type { Origin } from '#app/catalog';

export interface FailureDetails {
  readonly code: ErrorCode;
  /** What failed and where, in one sentence. */
  readonly message: string;
  /** What the person can do about it, in one sentence. */
  readonly remedy: string;
  readonly origin?: Origin | null;
  readonly cause?: unknown;
}

/** An error that a person is meant to read. Everything else that is thrown is a defect and becomes `internal`. */
export class Failure extends Error {
  readonly data: ErrorData;

  constructor(details: FailureDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'Failure';
    this.data = {
      code: details.code,
      message: details.message,
      remedy: details.remedy,
      origin: details.origin ?? null,
      cause: details.cause === undefined ? null : messageOf(details.cause),
    };
  }
}

/** Any thrown value as data. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof Failure) return error.data;
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'cancelled',
      message: 'The work was cancelled.',
      remedy: 'Start it again.',
      origin: null,
      cause: null,
    };
  }
  return {
    code: 'internal',
    message: `Something went wrong inside Raingauge: ${messageOf(error)}`,
    remedy: 'Please report this with the log.',
    origin: null,
    cause: error instanceof Error ? (error.stack ?? null) : null,
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
