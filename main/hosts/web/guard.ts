import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is refused, with the status that says so; `null` where it may pass. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly reason: string;
}

/**
 * Who may talk to the loopback host. The printed address carries a token that is good once; it is exchanged for a
 * cookie that scripts cannot read. Requests under another host name (DNS rebinding) or from another origin are refused
 * before anything else is looked at.
 */
export interface Guard {
  readonly token: string;
  /** Takes the token in exchange for a Set-Cookie value; `null` where it is wrong or spent. */
  exchange(token: string): string | null;
  refuse(request: IncomingMessage): Refusal | null;
  /** The same without the cookie: for the request that brings the token. */
  refuseForeign(request: IncomingMessage): Refusal | null;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/** `port` is asked late: it is known only when the server listens. */
export function createGuard(port: () => number): Guard {
  const token = randomBytes(24).toString('base64url');
  const secret = randomBytes(24).toString('base64url');
  let spent = false;
  // Cookies are shared between the ports of a host: two servers must not overwrite each other's.
  const cookieName = () => `raingauge-${port()}`;

  function refuseForeign({ headers }: IncomingMessage): Refusal | null {
    const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port()}`);
    if (headers.host === undefined || !hosts.includes(headers.host.toLowerCase())) {
      return { status: 403, reason: 'This host is not the one Raingauge serves.' };
    }
    if (headers.origin !== undefined && headers.origin !== `http://${headers.host.toLowerCase()}`) {
      return { status: 403, reason: 'Another site asks; only the page Raingauge served may.' };
    }
    return null;
  }

  return {
    token,
    exchange(given) {
      if (spent || !equal(given, token)) return null;
      spent = true;
      return `${cookieName()}=${secret}; HttpOnly; SameSite=Strict; Path=/`;
    },
    refuseForeign,
    refuse(request) {
      const foreign = refuseForeign(request);
      if (foreign) return foreign;
      const cookie = cookieOf(request, cookieName());
      if (cookie !== undefined && equal(cookie, secret)) return null;
      return { status: 401, reason: 'Open the address that Raingauge printed; it is good for one browser.' };
    },
  };
}

/** In a time that does not depend on where the texts differ. */
function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
