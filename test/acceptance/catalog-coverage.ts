import { readFileSync } from 'node:fs';

export interface CoverageRow {
  readonly what: string;
  /** The first major that can run it. */
  readonly since: number;
  /** The example without what stands between « and », and with it. */
  readonly without: string;
  readonly with: string;
  /** What `unmodelled` calls it; `null` where it is modelled. */
  readonly unmodelled: string | null;
}

export interface CoverageSection {
  readonly title: string;
  readonly given: string;
  readonly needed: string;
  readonly rows: readonly CoverageRow[];
}

const PAGE = new URL('../../docs/catalog-coverage.md', import.meta.url);

/** The tables of docs/catalog-coverage.md. @throws where a row is not written as the page says. */
export function readCoverage(): readonly CoverageSection[] {
  const [, ...sections] = readFileSync(PAGE, 'utf8').split(/^## /m);
  return sections.map((text) => ({
    title: text.slice(0, text.indexOf('\n')),
    given: blockAfter(text, 'Given'),
    needed: blockAfter(text, 'Needed'),
    rows: text
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (attribute or option|-)/.test(line))
      .map(readRow),
  }));
}

function blockAfter(text: string, word: string): string {
  return new RegExp(`^${word}:\\n\\n\`\`\`sql\\n([\\s\\S]*?)\\n\`\`\``, 'm').exec(text)?.[1] ?? '';
}

function readRow(line: string): CoverageRow {
  const [what = '', since = '', example = '', catalog = ''] = line
    .split(' | ')
    .map((cell) => cell.replace(/^\| | \|$/g, '').trim());
  const code = /^`(.*)`$/.exec(example)?.[1];
  const unmodelled = /^unmodelled: (.+)$/.exec(catalog)?.[1] ?? null;
  if (code === undefined || !/^\d\d$/.test(since) || (catalog !== 'modelled' && unmodelled === null)) {
    throw new Error(`docs/catalog-coverage.md: this row says nothing that can be tested: ${line}`);
  }
  const parts = /«([^»⇠]*)(?:⇠([^»]*))?»/g;
  return {
    what,
    since: Number(since),
    with: code.replaceAll(parts, '$1'),
    without: code.replaceAll(parts, (_, __, old: string | undefined) => old ?? ''),
    unmodelled,
  };
}
