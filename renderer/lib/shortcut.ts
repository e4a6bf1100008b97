import { useLayoutEffect, useRef } from 'react';

/** Types nothing, whatever has the focus. */
const FUNCTION_KEY = /F\d+$/;

/**
 * Calls back on a key combination anywhere in the window: `Mod+K` is Command or Control with K. Combinations without a
 * modifier are left alone while the person types text.
 */
export function useShortcut(keys: string, listener: () => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  // In step with what is drawn: whoever sees a view can use its keys.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !matches(event, keys)) return;
      const isCommand = keys.includes('Mod') || keys.includes('Alt') || FUNCTION_KEY.test(keys);
      if (!isCommand && isTyping(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

/** J and K lead through a list that is read beside it, around its ends. */
export function useWalk<T>(items: readonly T[], current: T | undefined, choose: (item: T) => void): void {
  const step = (by: 1 | -1) => {
    const at = current === undefined ? -1 : items.indexOf(current);
    const next = items[(at + by + items.length) % items.length];
    if (next !== undefined) choose(next);
  };
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
}

function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keysOf(keys);
  const key = parts.at(-1) ?? '';
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.metaKey || event.ctrlKey) === parts.includes('Mod') &&
    event.altKey === parts.includes('Alt') &&
    ((key.length > 1 && !FUNCTION_KEY.test(key)) || event.shiftKey === parts.includes('Shift'))
  );
}

/** The keys of a combination, the one to press last: `Mod+K` is two, `+` is one. */
export function keysOf(combination: string): readonly string[] {
  return combination.split(/(?<=.)\+(?=.)/);
}

/** True where letters are text: a field, or an editor. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
