import { useEffect, useState } from 'react';
import type { ErrorData } from '#app/api';
import { toErrorData } from '#renderer/client';

export type RequestState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: ErrorData };

/** Makes a request when drawn and again when `key` changes; it is aborted when no longer wanted. */
export function useRequest<T>(key: string, request: (signal: AbortSignal) => Promise<T>): RequestState<T> {
  const [state, setState] = useState<{ readonly key: string; readonly request: RequestState<T> }>({
    key,
    request: { status: 'loading' },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the request depends on.
  useEffect(() => {
    const control = new AbortController();
    const settle = (next: RequestState<T>) => !control.signal.aborted && setState({ key, request: next });
    request(control.signal).then(
      (value) => settle({ status: 'ready', value }),
      (error) => settle({ status: 'failed', error: toErrorData(error) }),
    );
    return () => control.abort();
  }, [key]);
  return state.key === key ? state.request : { status: 'loading' };
}
