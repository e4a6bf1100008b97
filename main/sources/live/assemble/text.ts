import type { Options } from '#app/catalog';

const NO_NUMBERS: readonly number[] = [];

/** `{1,2}` as numbers; nothing for null. */
export function numbersOfArray(text: string | null): readonly number[] {
  if (text === null || text.length <= 2) return NO_NUMBERS;
  return text.slice(1, -1).split(',').map(Number);
}

/** `1 2`, as `int2vector` and `oidvector` print, as numbers. */
export function numbersOfVector(text: string | null): readonly number[] {
  return text === null || text === '' ? NO_NUMBERS : text.split(' ').map(Number);
}

const NO_OPTIONS: Options = {};

/** `name=value` texts as a record, in the server's order: pg_dump prints them so, and what is made from them is to be dumped alike. */
export function optionsOf(texts: readonly string[] | null, prefix = ''): Options {
  if (texts === null) return NO_OPTIONS;
  const entries = texts.map((text): [string, string] => {
    const equals = text.indexOf('=');
    return equals < 0 ? [prefix + text, ''] : [prefix + text.slice(0, equals), text.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}

export function mergeOptions(a: Options, b: Options): Options {
  return { ...a, ...b };
}

/** Without the semicolon that `pg_get_viewdef` and `pg_get_ruledef` end with. */
export function withoutSemicolon(text: string): string {
  return text.trimEnd().replace(/;$/, '');
}
