import { styleText } from 'node:util';
import type { Progress } from '#app/api';

export type Style = (text: string) => string;

/** How text is set off for a person; every style is the identity where colour is not wanted. */
export interface Styles {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly yellow: Style;
  readonly green: Style;
  readonly cyan: Style;
}

/** Where a command writes: its result to `out`, everything else to `note`. */
export interface Terminal {
  readonly styles: Styles;
  readonly isQuiet: boolean;
  /** Writes to stdout; resolves when it is written, however slow the reader is. */
  out(text: string): Promise<void>;
  /** Writes lines to stderr; nothing under --quiet. */
  note(text: string): void;
  /** Writes an error to stderr, under --quiet too. */
  error(text: string): void;
  /** One line that replaces itself, on a terminal only. */
  progress(progress: Progress): void;
  endProgress(): void;
}

export interface TerminalOptions {
  readonly quiet: boolean;
  readonly color: boolean;
}

export function createTerminal({ quiet, color }: TerminalOptions): Terminal {
  const shows = process.stderr.isTTY === true && !quiet;
  let shown = false;
  let last = 0;
  const endProgress = () => {
    if (shown) process.stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    styles: createStyles(color && wantsColor(process.stdout)),
    isQuiet: quiet,
    out: (text) => {
      endProgress();
      return new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()));
      });
    },
    note: (text) => {
      endProgress();
      if (!quiet) process.stderr.write(`${text}\n`);
    },
    error: (text) => {
      endProgress();
      process.stderr.write(`${text}\n`);
    },
    progress: ({ stage, detail, done, total }) => {
      const now = Date.now();
      if (!shows || now - last < 50) return;
      last = now;
      const count = total === null ? '' : ` ${done}/${total}`;
      const line = `${stage}${count}${detail === '' ? '' : ` · ${detail}`}`;
      process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
      shown = true;
    },
    endProgress,
  };
}

/** https://no-color.org and FORCE_COLOR, else whether it is a terminal. */
function wantsColor(stream: NodeJS.WriteStream): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}

/** The reader (`head`, `less`) had enough: no failure of ours. */
function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

export function createStyles(color: boolean): Styles {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    (text) =>
      color ? styleText(format, text, { validateStream: false }) : text;
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    yellow: style('yellow'),
    green: style('green'),
    cyan: style('cyan'),
  };
}
