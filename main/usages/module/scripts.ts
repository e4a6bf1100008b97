/**
 * The scripts of a file that mixes languages, everything else blanked out so that every place stays where it is; other
 * files as they are.
 */
export function scriptsOf(file: string, text: string): string {
  if (/\.(vue|svelte)$/.test(file)) return keep(text, scriptElements(text));
  if (file.endsWith('.astro')) return keep(text, [...frontMatter(text), ...scriptElements(text)]);
  return text;
}

type Range = readonly [start: number, end: number];

function scriptElements(text: string): readonly Range[] {
  return [...text.matchAll(/<script\b(?:[^>"']|"[^"]*"|'[^']*')*>/gi)].flatMap((match): readonly Range[] => {
    const start = match.index + match[0].length;
    const end = text.slice(start).search(/<\/script\s*>/i);
    return end < 0 ? [] : [[start, start + end]];
  });
}

function frontMatter(text: string): readonly Range[] {
  const match = /^\s*---\r?\n([\s\S]*?)\n---/.exec(text);
  if (!match) return [];
  const start = match[0].length - 4 - (match[1]?.length ?? 0);
  return [[start, start + (match[1]?.length ?? 0)]];
}

function keep(text: string, ranges: readonly Range[]): string {
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ');
  let at = 0;
  let kept = '';
  for (const [start, end] of ranges) {
    kept += `${blank(text.slice(at, start))}${text.slice(start, end)}`;
    at = end;
  }
  return kept + blank(text.slice(at));
}
