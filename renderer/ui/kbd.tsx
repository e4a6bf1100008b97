import { keysOf } from '#renderer/lib/shortcut.ts';
import { classNames } from './class-names.ts';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
const APPLE: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' };
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' };

/** A key combination, written `Mod+K`: the Command key on Apple machines, Ctrl elsewhere. */
export function Kbd({ keys, className }: { readonly keys: string; readonly className?: string }) {
  const names = isApple ? APPLE : OTHER;
  return (
    <kbd className={classNames('inline-flex gap-0.5 font-sans text-2xs text-faint', className)}>
      {keysOf(keys).map((key) => (
        <span
          key={key}
          className="min-w-4 rounded-sm border border-line-strong bg-surface px-1 text-center leading-[15px]"
        >
          {names[key] ?? key}
        </span>
      ))}
    </kbd>
  );
}
