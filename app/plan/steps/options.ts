import { type Options, quoteIdent } from '#app/catalog';
import { quoteLiteral, renderOptions } from '#app/sql';

/** `SET (…)` and `RESET (…)` that turn some storage parameters or view options into others. */
export function renderOptionChanges(from: Options, to: Options): readonly string[] {
  const changed = Object.fromEntries(Object.entries(to).filter(([name, value]) => from[name] !== value));
  const gone = Object.keys(from).filter((name) => !(name in to));
  const quoted = gone.map((name) =>
    name
      .split('.')
      .map((part) => quoteIdent(part))
      .join('.'),
  );
  return [
    ...(Object.keys(changed).length > 0 ? [`SET (${renderOptions(changed)})`] : []),
    ...(quoted.length > 0 ? [`RESET (${quoted.join(', ')})`] : []),
  ];
}

/** `OPTIONS (ADD …, SET …, DROP …)` of a foreign table or its column; nothing where they are the same. */
export function renderForeignOptionChanges(from: Options, to: Options): readonly string[] {
  const changes = [
    ...Object.keys(from)
      .filter((name) => !(name in to))
      .map((name) => `DROP ${quoteIdent(name)}`),
    ...Object.entries(to)
      .filter(([name, value]) => from[name] !== value)
      .map(([name, value]) => `${name in from ? 'SET' : 'ADD'} ${quoteIdent(name)} ${quoteLiteral(value)}`),
  ];
  return changes.length === 0 ? [] : [`OPTIONS (${changes.join(', ')})`];
}
