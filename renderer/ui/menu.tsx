import { Menu as Base } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

export interface MenuAction {
  readonly kind?: 'action';
  readonly label: ReactNode;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export interface MenuChoice {
  readonly kind: 'choice';
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: ReactNode; readonly icon?: LucideIcon }[];
}

export type MenuEntry = MenuAction | MenuChoice | { readonly kind: 'divider'; readonly id: string };

export interface MenuProps {
  /** One button. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

const ITEM =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 text-base outline-none data-highlighted:bg-selected data-disabled:opacity-50';

export const POPUP =
  'z-50 max-h-(--available-height) min-w-40 overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 text-text shadow-overlay outline-none transition-[opacity,scale] duration-120 origin-(--transform-origin) data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0';

export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={POPUP}>{entries.map(renderEntry)}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function renderEntry(entry: MenuEntry, index: number): ReactNode {
  if (entry.kind === 'divider') return <Base.Separator key={entry.id} className="my-1 h-px bg-line" />;
  if (entry.kind === 'choice') {
    return (
      <Base.RadioGroup key={entry.label} value={entry.value} onValueChange={(value) => entry.onChange(String(value))}>
        {entry.options.map(({ value, label, icon: Icon }) => (
          <Base.RadioItem key={value} value={value} closeOnClick className={ITEM}>
            {Icon ? <Icon aria-hidden size={14} strokeWidth={1.75} className="text-muted" /> : null}
            <span className="flex-1">{label}</span>
            <Base.RadioItemIndicator>
              <Check aria-hidden size={14} className="text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    );
  }
  const Icon = entry.icon;
  return (
    <Base.Item key={index} disabled={entry.disabled ?? false} onClick={entry.onSelect} className={ITEM}>
      {Icon ? <Icon aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-muted" /> : null}
      <span className="min-w-0 flex-1">{entry.label}</span>
      {entry.keys ? <Kbd keys={entry.keys} /> : null}
    </Base.Item>
  );
}
