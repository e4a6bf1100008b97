import { Keyboard } from 'lucide-react';
import { IconButton, Kbd, Popover } from '#renderer/ui';

/** The keys of a list whose rows can be gathered, and are read beside it; `thing` is what a row is. */
function keysOf(thing: string): readonly (readonly [keys: string, what: string])[] {
  return [
    ['J', `Next ${thing}`],
    ['K', `Previous ${thing}`],
    ['↑ ↓', 'Move through the list'],
    ['← →', 'Close, open'],
    ['Enter', `Read the ${thing}`],
    ['Esc', 'Back to the list'],
    ['O', 'Open its line in the editor'],
    ['Space', 'Select'],
    ['Shift+↓', 'Select on'],
    ['Mod+A', 'Select all'],
    ['C', 'Copy as Markdown'],
    ['/', 'Filter'],
  ];
}

/** A button that shows them. */
export function ListKeys({ thing }: { readonly thing: string }) {
  return (
    <Popover
      label="Keys"
      side="top"
      align="end"
      trigger={<IconButton icon={Keyboard} size="small" label="Keys of this view" />}
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 p-3">
        {keysOf(thing).map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt className="text-right">
              <Kbd keys={keys} />
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
