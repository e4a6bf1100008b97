import { addressOf } from '#main/platform/redact.ts';
import { parseConninfo } from './conninfo.ts';

/** A connection string for people: who, where and which database; without the password and without parameters. */
export function describeAddress(text: string): string {
  if (URL.canParse(text)) return addressOf(text);
  let parameters: ReturnType<typeof parseConninfo>['parameters'];
  try {
    ({ parameters } = parseConninfo(text, 'it'));
  } catch {
    return 'an address that cannot be understood';
  }
  const { service, user, host = '', port = '', dbname } = parameters;
  if (service !== undefined && host === '') return `service ${service}`;
  const ports = port.split(',');
  const places = host.split(',').map((name, at) => {
    const number = (ports.length === 1 ? ports[0] : ports[at]) ?? '';
    return `${name.includes(':') ? `[${name}]` : name}${number === '' ? '' : `:${number}`}`;
  });
  const login = user === undefined ? '' : `${encodeURIComponent(user)}@`;
  return `postgres://${login}${places.join(',')}${dbname === undefined ? '' : `/${encodeURIComponent(dbname)}`}`;
}
