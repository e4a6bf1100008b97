/** A setting as it is kept with its file: `offset` is that of the word that sets it. */
export interface FoundSetting {
  readonly name: string | null;
  readonly line: number;
  readonly column: number;
}

/** A name of one's own has a dot; what has none is PostgreSQL's. In a template the name may be put together. */
const NAME = String.raw`(?:(['"])(?<quoted>[^'"$]*)\1|(?<made>[^,)\s][^,)]*))`;
const CALL = new RegExp(String.raw`\bset_config\s*\(\s*${NAME}`, 'gi');
const STATEMENT =
  /(?:\bset\s+(?:local|session)|(?<=["'`]\s*)set)\s+(?:(?<quoted>[a-z_]\w*(?:\.\w+)+)|(?<made>\$\{[^}]*\}\S*|"?[a-z_]\w*\.\$\{))\s*(?:=|to\b)?/gi;

/** Words without which a file sets nothing. */
const MAY_SET = /\bset_config\b|\bset\s/i;

/** Where text of a program sets what policies read: `set_config('app.x', …)`, `SET LOCAL app.x = …`. */
export function findSettings(text: string): readonly FoundSetting[] {
  if (!MAY_SET.test(text)) return [];
  return [...text.matchAll(CALL), ...text.matchAll(STATEMENT)].flatMap((match) => {
    const name = match.groups?.quoted ?? null;
    if (name !== null && !name.includes('.')) return [];
    const before = text.slice(0, match.index);
    const line = before.split('\n').length;
    return [{ name, line, column: match.index - before.lastIndexOf('\n') }];
  });
}
