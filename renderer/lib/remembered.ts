import { useCallback, useState } from 'react';

const PREFIX = 'raingauge:';

/** A small piece of state that this machine remembers: which panels are open. Never data of a project. */
export function useRemembered<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => load(name, initial));
  const change = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
    },
    [name],
  );
  return [value, change];
}

function load<T>(name: string, initial: T): T {
  const text = localStorage.getItem(PREFIX + name);
  if (text === null) return initial;
  try {
    return JSON.parse(text) as T;
  } catch {
    return initial;
  }
}
