import { useCallback, useEffect, useRef } from 'react';

/**
 * Keeps the whole graph in sight while panels open and the window changes, until the person moves the view or selects
 * something: from then on it is theirs. Before there is anything to see, nothing that they press moves it.
 */
export function useKeepWhole(
  frame: { readonly current: HTMLElement | null },
  hasSelection: boolean,
  isPending: boolean,
  showAll: (animate: boolean) => void,
): { readonly stop: () => void } {
  const isTheirs = useRef(hasSelection);
  useEffect(() => {
    if (hasSelection) isTheirs.current = true;
  }, [hasSelection]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => requestAnimationFrame(() => !isTheirs.current && showAll(false)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, showAll]);
  const stop = useCallback(() => {
    if (!isPending) isTheirs.current = true;
  }, [isPending]);
  return { stop };
}
