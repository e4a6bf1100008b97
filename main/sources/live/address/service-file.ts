import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Failure, messageOf } from '#main/platform/failure.ts';
import { type Conninfo, ConninfoBuilder, type Environment } from './keywords.ts';

/**
 * The settings of a service: a section of `pg_service.conf`. The file is the one named, else the user's own, else the
 * system's. Source: PostgreSQL documentation, "The Connection Service File".
 * @throws {Failure} `source-not-available` where no file has the service, with the files that were looked into.
 */
export function readService(name: string, file: string | undefined, environment: Environment, label: string): Conninfo {
  const places = file === undefined ? usualPlaces(environment) : [file];
  const read: string[] = [];
  for (const place of places) {
    const text = textOf(place, file !== undefined, label);
    if (text === null) continue;
    read.push(place);
    const found = sectionOf(text, name, place, label);
    if (found) return found;
  }
  throw new Failure({
    code: 'source-not-available',
    message: `The service "${name}" that ${label} names is ${read.length === 0 ? 'defined nowhere: there is no service file' : `not in ${read.join(' nor in ')}`}.`,
    remedy: `Add a section [${name}] to ${places[0] ?? 'pg_service.conf'}, or correct the service’s name.`,
  });
}

function usualPlaces(environment: Environment): readonly string[] {
  const own =
    process.platform === 'win32'
      ? join(environment.APPDATA ?? homedir(), 'postgresql', '.pg_service.conf')
      : join(environment.HOME ?? homedir(), '.pg_service.conf');
  const system = environment.PGSYSCONFDIR;
  return [own, ...(system ? [join(system, 'pg_service.conf')] : [])];
}

function textOf(place: string, mustExist: boolean, label: string): string | null {
  try {
    return readFileSync(place, 'utf8');
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Failure({
      code: 'source-not-available',
      message: `The service file ${place} that ${label} needs cannot be read.`,
      remedy: 'Correct the file’s path or its permissions.',
      cause: messageOf(error),
    });
  }
}

function sectionOf(text: string, name: string, place: string, label: string): Conninfo | null {
  const builder = new ConninfoBuilder();
  let isInside = false;
  let isFound = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      if (isFound) break;
      isInside = section === name;
      isFound ||= isInside;
    } else if (isInside) {
      const equals = line.indexOf('=');
      if (equals <= 0) throw badLine(place, index + 1, label);
      builder.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
    }
  }
  return isFound ? builder.build() : null;
}

function badLine(place: string, line: number, label: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `Line ${line} of the service file ${place}, which ${label} uses, is not name=value.`,
    remedy: 'Correct the line; services from an LDAP server are not supported.',
  });
}
