import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './keywords.ts';

export interface PasswordQuery {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

export interface PasswordFile {
  /** The password of the first line that fits, or `null`. */
  find(query: PasswordQuery): string | null;
  /** Where the file lies but must not be used, since others may read it. */
  readonly unsafe: string | null;
}

const NO_FILE: PasswordFile = { find: () => null, unsafe: null };

/** `~/.pgpass` or the file that is named. Source: PostgreSQL documentation, "The Password File". */
export function openPasswordFile(file: string | undefined, environment: Environment): PasswordFile {
  const place = file ?? usualPlace(environment);
  let text: string;
  try {
    const isOpenToOthers = process.platform !== 'win32' && (statSync(place).mode & 0o077) !== 0;
    if (isOpenToOthers) return { find: () => null, unsafe: place };
    text = readFileSync(place, 'utf8');
  } catch {
    return NO_FILE;
  }
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const entries = lines.map(fieldsOf);
  return {
    unsafe: null,
    find({ host, port, database, user }) {
      const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
      const entry = entries.find((fields) => {
        const [first] = fields;
        return wanted.every((value, at) => fields[at] === '*' || fields[at] === value || (at === 0 && first === host));
      });
      return entry?.[4] || null;
    },
  };
}

function usualPlace(environment: Environment): string {
  return process.platform === 'win32'
    ? join(environment.APPDATA ?? homedir(), 'postgresql', 'pgpass.conf')
    : join(environment.HOME ?? homedir(), '.pgpass');
}

/** Five fields between colons, the password last and with all colons that follow; `\` before one that belongs to a field. */
function fieldsOf(line: string): readonly string[] {
  const fields: string[] = [];
  let field = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '\\' && at + 1 < line.length) {
      at += 1;
      field += line[at];
    } else if (character === ':' && fields.length < 4) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
