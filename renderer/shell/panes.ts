import { useShortcut } from '#renderer/lib/shortcut.ts';

/** Parts of the window that F6 leads through, in the order in which they stand: each is marked `data-pane`. */
const PANES = '[data-pane]';
/** What a part is there for takes the keyboard first, and then whatever can. */
const TARGETS = [
  '[role=application]',
  '[role=tree], [role=listbox]',
  'button, a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])',
];

/** F6 goes to the next part of the window, Shift+F6 to the one before: a Tab for every button between them is too far. */
export function usePanes(): void {
  useShortcut('F6', () => goToPane(1));
  useShortcut('Shift+F6', () => goToPane(-1));
}

function goToPane(step: 1 | -1): void {
  const targets = [...document.querySelectorAll<HTMLElement>(PANES)].flatMap((pane) => {
    const target = targetIn(pane);
    return target ? [{ pane, target }] : [];
  });
  const at = targets.findIndex(({ pane }) => pane.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  targets[(from + step + targets.length) % targets.length]?.target.focus();
}

function targetIn(pane: HTMLElement): HTMLElement | undefined {
  return TARGETS.flatMap((what) => [...pane.querySelectorAll<HTMLElement>(what)]).find(canBeReached);
}

function canBeReached(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.hasAttribute('disabled') && element.checkVisibility();
}

/** Where the keyboard goes on once what held it is gone and nothing else has it: in the view. */
export function keepFocus(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const view = document.querySelector<HTMLElement>('main');
      (view?.querySelector<HTMLElement>('[role=application]') ?? view)?.focus();
    }),
  );
}
