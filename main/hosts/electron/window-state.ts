import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, type Rectangle, screen } from 'electron';

/** Where the window was when it was last closed. */
export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
}

const FRESH: WindowState = { bounds: null, maximized: false };

/** The remembered place, unless the screen it was on is gone. */
export function readWindowState(folder: string): WindowState {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as WindowState;
    return { bounds: bounds && isVisible(bounds) ? bounds : null, maximized: maximized === true };
  } catch {
    return FRESH;
  }
}

/** Remembers the window's place when it closes; a place that cannot be written is not worth a message. */
export function rememberWindowState(window: BrowserWindow, folder: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(fileIn(folder), JSON.stringify(state));
    } catch {
      // The window opens at its default place next time.
    }
  });
}

function fileIn(folder: string): string {
  return join(folder, 'window.json');
}

function isVisible({ x, y, width, height }: Rectangle): boolean {
  if (![x, y, width, height].every(Number.isFinite) || width < 200 || height < 200) return false;
  return screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        x < workArea.x + workArea.width &&
        x + width > workArea.x &&
        y < workArea.y + workArea.height &&
        y + height > workArea.y,
    );
}
