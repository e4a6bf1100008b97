/** `node:path` (POSIX) for the sandbox: pure text, behaviour as documented by Node. */
export interface PathParts {
  readonly root: string;
  readonly dir: string;
  readonly base: string;
  readonly ext: string;
  readonly name: string;
}

export function makePath(cwd: () => string) {
  const isAbsolute = (path: string) => path.startsWith('/');

  const normalize = (path: string): string => {
    if (path === '') return '.';
    const parts: string[] = [];
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part !== '..') parts.push(part);
      else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
      else if (!isAbsolute(path)) parts.push('..');
    }
    const text = parts.join('/');
    if (isAbsolute(path)) return path.endsWith('/') && text !== '' ? `/${text}/` : `/${text}`;
    return text === '' ? '.' : path.endsWith('/') ? `${text}/` : text;
  };

  const join = (...paths: string[]) => normalize(paths.filter((path) => path !== '').join('/'));

  const resolve = (...paths: string[]): string => {
    let resolved = '';
    for (const path of [...paths].reverse()) {
      if (path === '') continue;
      resolved = resolved === '' ? path : `${path}/${resolved}`;
      if (isAbsolute(path)) return trimEnd(normalize(resolved));
    }
    return trimEnd(normalize(resolved === '' ? cwd() : `${cwd()}/${resolved}`));
  };

  const dirname = (path: string): string => {
    const trimmed = trimEnd(path);
    const at = trimmed.lastIndexOf('/');
    return at < 0 ? '.' : at === 0 ? '/' : trimmed.slice(0, at);
  };

  const basename = (path: string, suffix = ''): string => {
    const trimmed = trimEnd(path);
    const base = trimmed.slice(trimmed.lastIndexOf('/') + 1);
    return suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
  };

  const extname = (path: string): string => {
    const base = basename(path);
    const dot = base.lastIndexOf('.');
    return dot <= 0 ? '' : base.slice(dot);
  };

  const relative = (from: string, to: string): string => {
    const a = resolve(from).split('/').filter(Boolean);
    const b = resolve(to).split('/').filter(Boolean);
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  };

  const parse = (path: string): PathParts => {
    const base = basename(path);
    const ext = extname(path);
    const dir = dirname(path);
    const root = isAbsolute(path) ? '/' : '';
    return {
      root,
      dir: dir === '.' && !path.startsWith('.') ? '' : dir,
      base,
      ext,
      name: base.slice(0, base.length - ext.length),
    };
  };

  const format = (parts: Partial<PathParts>): string => {
    const base = parts.base ?? `${parts.name ?? ''}${parts.ext ?? ''}`;
    const dir = parts.dir ?? parts.root ?? '';
    return dir === '' ? base : dir.endsWith('/') ? `${dir}${base}` : `${dir}/${base}`;
  };

  const toNamespacedPath = (path: string) => path;
  const path = {
    sep: '/',
    delimiter: ':',
    isAbsolute,
    normalize,
    join,
    resolve,
    dirname,
    basename,
    extname,
    relative,
    parse,
    format,
    toNamespacedPath,
  };
  return Object.assign(path, { posix: path, default: path });
}

function trimEnd(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.replace(/\/+$/, '') || '/' : path;
}
