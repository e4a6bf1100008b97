/** What config files use of `node:url` and of the global `URL`: reading the parts of an address. */
export class SandboxUrl {
  protocol = '';
  username = '';
  password = '';
  hostname = '';
  port = '';
  pathname = '/';
  search = '';
  hash = '';

  constructor(input: unknown, base?: unknown) {
    const text = String(input);
    const match =
      /^([a-zA-Z][a-zA-Z0-9+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/.exec(
        text,
      );
    if (!match) {
      if (base === undefined) throw new TypeError(`Invalid URL: ${text}`);
      this.resolveAgainst(new SandboxUrl(base), text);
      return;
    }
    this.protocol = (match[1] ?? '').toLowerCase();
    this.username = match[2] ?? '';
    this.password = match[3] ?? '';
    this.hostname = match[4] ?? '';
    this.port = match[5] ?? '';
    this.pathname = match[6] || '/';
    this.search = match[7] ?? '';
    this.hash = match[8] ?? '';
  }

  private resolveAgainst(base: SandboxUrl, text: string): void {
    Object.assign(this, { ...base, search: '', hash: '' });
    const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text) ?? [];
    const joined = path.startsWith('/') ? path : `${base.pathname.replace(/[^/]*$/, '')}${path}`;
    const parts: string[] = [];
    for (const part of joined.split('/').slice(1)) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    this.pathname = `/${parts.join('/')}`;
    this.search = search;
    this.hash = hash;
  }

  get host(): string {
    return this.port === '' ? this.hostname : `${this.hostname}:${this.port}`;
  }

  get origin(): string {
    return `${this.protocol}//${this.host}`;
  }

  get href(): string {
    const password = this.password === '' ? '' : `:${this.password}`;
    const user = this.username === '' && password === '' ? '' : `${this.username}${password}@`;
    return `${this.protocol}//${user}${this.host}${this.pathname}${this.search}${this.hash}`;
  }

  get searchParams(): SandboxSearchParams {
    return new SandboxSearchParams(this.search, (text) => {
      this.search = text === '' ? '' : `?${text}`;
    });
  }

  toString(): string {
    return this.href;
  }

  toJSON(): string {
    return this.href;
  }
}

export class SandboxSearchParams {
  private entriesList: [string, string][];
  private readonly changed: (text: string) => void;

  constructor(text: unknown = '', changed: (text: string) => void = () => {}) {
    this.changed = changed;
    this.entriesList = String(text)
      .replace(/^\?/, '')
      .split('&')
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf('=');
        const decode = (part: string) => decodeURIComponent(part.replaceAll('+', ' '));
        return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
      });
  }

  get(name: string): string | null {
    return this.entriesList.find(([key]) => key === name)?.[1] ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  set(name: string, value: string): void {
    this.delete(name);
    this.append(name, value);
  }

  append(name: string, value: string): void {
    this.entriesList.push([name, String(value)]);
    this.changed(this.toString());
  }

  delete(name: string): void {
    this.entriesList = this.entriesList.filter(([key]) => key !== name);
    this.changed(this.toString());
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.entriesList[Symbol.iterator]();
  }

  toString(): string {
    return this.entriesList.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&');
  }
}

export function fileURLToPath(url: unknown): string {
  const text = String(url);
  return decodeURIComponent(text.startsWith('file://') ? text.slice('file://'.length) : text);
}

export function pathToFileURL(path: string): SandboxUrl {
  return new SandboxUrl(`file://${encodeURI(path)}`);
}

export function makeUrlModule() {
  const url = { URL: SandboxUrl, URLSearchParams: SandboxSearchParams, fileURLToPath, pathToFileURL };
  return Object.assign(url, { default: url });
}
