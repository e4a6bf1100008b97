import { Failure } from '#main/platform/failure.ts';
import { type Conninfo, ConninfoBuilder } from './keywords.ts';

/**
 * Takes a connection string apart, a URL (`postgres://user:password@host1:5432,host2/database?sslmode=require`) or
 * libpq's keywords and values (`host=db.example dbname='my app'`).
 * Source: PostgreSQL documentation, "Connection Strings" of libpq.
 * @throws {Failure} `bad-input`, without the text, which may hold a password.
 */
export function parseConninfo(text: string, label: string): Conninfo {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (scheme === undefined) {
    if (isKeywordForm(text)) return parseKeywords(text, label);
    throw badAddress(label, 'it is not a URL');
  }
  if (!/^postgres(ql)?$/i.test(scheme)) {
    throw badAddress(label, `it begins with ${scheme}:// and not with postgres://`);
  }
  return parseUrl(text.slice(scheme.length + '://'.length), label);
}

/** Whether a text is a connection string of keywords and values: `service=staging`. */
export function isKeywordForm(text: string): boolean {
  return /^\s*[a-z_]+\s*=/.test(text);
}

/** A connection string of keywords and values, quoted so that it is read back as it was. */
export function printKeywords(parameters: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}='${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`],
    )
    .join(' ');
}

function parseUrl(rest: string, label: string): Conninfo {
  const builder = new ConninfoBuilder();
  const decode = (part: string) => decodeEscapes(part, label);
  const authorityEnd = rest.search(/[/?]/);
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  const tail = authorityEnd < 0 ? '' : rest.slice(authorityEnd);
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const login = authority.slice(0, at);
    const colon = login.indexOf(':');
    setUnlessEmpty(builder, 'user', decode(colon < 0 ? login : login.slice(0, colon)));
    if (colon >= 0) setUnlessEmpty(builder, 'password', decode(login.slice(colon + 1)));
  }
  const places = authority
    .slice(at + 1)
    .split(',')
    .map((place) => splitPlace(place, label));
  setUnlessEmpty(builder, 'host', joinUnlessEmpty(places.map(({ host }) => decode(host))));
  setUnlessEmpty(builder, 'port', joinUnlessEmpty(places.map(({ port }) => port)));
  const query = tail.indexOf('?');
  setUnlessEmpty(builder, 'dbname', decode((query < 0 ? tail : tail.slice(0, query)).replace(/^\//, '')));
  if (query >= 0) {
    for (const pair of tail.slice(query + 1).split('&')) {
      if (pair === '') continue;
      const equals = pair.indexOf('=');
      builder.set(decode(equals < 0 ? pair : pair.slice(0, equals)), equals < 0 ? '' : decode(pair.slice(equals + 1)));
    }
  }
  return builder.build();
}

function splitPlace(text: string, label: string): { readonly host: string; readonly port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/.exec(text);
  if (!match) throw badAddress(label, 'a host in it is not a name, an address or an address in brackets');
  return { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}

/** A list as libpq keeps it: `a,b`; nothing where all of it is empty. */
function joinUnlessEmpty(parts: readonly string[]): string {
  return parts.every((part) => part === '') ? '' : parts.join(',');
}

function setUnlessEmpty(builder: ConninfoBuilder, name: string, value: string): void {
  if (value !== '') builder.set(name, value);
}

function decodeEscapes(part: string, label: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badAddress(label, 'a % in it does not begin an escape (write %25 for a percent sign)');
  }
}

/** `name = value` pairs: values in single quotes where they hold blanks, `\` before a quote or a backslash. */
function parseKeywords(text: string, label: string): Conninfo {
  const builder = new ConninfoBuilder();
  const pair = /\s*([A-Za-z_]+)\s*=\s*(?:'((?:[^'\\]|\\[\s\S])*)'|((?:[^\s'\\]|\\[\s\S])*))(?=\s|$)/y;
  const end = text.trimEnd().length;
  while (pair.lastIndex < end) {
    const match = pair.exec(text);
    if (!match) throw badAddress(label, 'a part of it is not name=value (quote a value with blanks in single quotes)');
    builder.set((match[1] ?? '').toLowerCase(), (match[2] ?? match[3] ?? '').replace(/\\([\s\S])/g, '$1'));
  }
  return builder.build();
}

export function badAddress(label: string, why: string): Failure {
  return new Failure({
    code: 'bad-input',
    message: `The address of ${label} cannot be understood: ${why}.`,
    remedy: 'Write it as postgres://user:password@host:port/database, special characters in the parts escaped with %.',
  });
}
