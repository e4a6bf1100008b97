import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { redact } from './redact.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes one line per call. Passwords never pass: every text is redacted on its way. */
export type Log = { readonly [L in LogLevel]: (message: string) => void };

export interface LogOptions {
  /** The least important level that is written. */
  readonly level: LogLevel;
  readonly write: (line: string) => void;
  readonly now?: () => Date;
}

export function createLog({ level, write, now = () => new Date() }: LogOptions): Log {
  const enabled = LOG_LEVELS.indexOf(level);
  const at = (which: LogLevel) => (message: string) => {
    if (LOG_LEVELS.indexOf(which) > enabled) return;
    write(`${now().toISOString()} ${which} ${redact(message)}\n`);
  };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

export const SILENT: Log = createLog({ level: 'error', write: () => {} });

/** `RAINGAUGE_LOG`, else the given level. */
export function levelFrom(environment: NodeJS.ProcessEnv, otherwise: LogLevel): LogLevel {
  return LOG_LEVELS.find((level) => level === environment.RAINGAUGE_LOG) ?? otherwise;
}

export function logToStderr(level: LogLevel): Log {
  return createLog({ level, write: (line) => process.stderr.write(line) });
}

/** Appends to a file; a file that cannot be written costs the log, never the work. */
export function logToFile(file: string, level: LogLevel): Log {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: 'a' });
  stream.on('error', () => {});
  return createLog({ level, write: (line) => stream.write(line) });
}
