/**
 * drizzle-kit's `tablesFilter`, and `schemaFilter` of 1.0: globs on the bare name, `!` excludes. A name must satisfy every
 * exclusion and, where it matches nothing at all, is out. Source: `prepareTablesFilter` of drizzle-kit 0.31 and 1.0,
 * `prepareSchemasFitler` of 1.0.
 */
export function matchesNames(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => true;
  const matchers = patterns.map((pattern) => {
    const isNegated = pattern.startsWith('!');
    const glob = globToRegExp(isNegated ? pattern.slice(1) : pattern);
    return { isNegated, glob };
  });
  return (name) => {
    let isNamed = false;
    for (const { isNegated, glob } of matchers) {
      const isMatch = glob.test(name);
      if (isNegated && isMatch) return false;
      if (isNegated || isMatch) isNamed = true;
    }
    return isNamed;
  };
}

/** Whether a name of a filter stands for others than itself. */
export function isGlob(name: string): boolean {
  return /[*?[\]{}]|^!/.test(name);
}

/** `*`, `?`, `[…]` and `{a,b}`. Table names hold no path: a slash is nothing special. */
function globToRegExp(glob: string): RegExp {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at] ?? '';
    const close = glob.indexOf(']', at + 2);
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '[' && close > 0) {
      source += `[${glob
        .slice(at + 1, close)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`;
      at = close;
    } else if (character === '{') {
      source += '(?:';
      depth += 1;
    } else if (character === '}' && depth > 0) {
      source += ')';
      depth -= 1;
    } else if (character === ',' && depth > 0) source += '|';
    else source += character.replace(/[.+^$()|\\{}[\]]/, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 's');
}
