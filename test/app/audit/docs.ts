import { readFileSync } from 'node:fs';

/** A rule's doc, taken apart. */
export interface RuleDoc {
  readonly heading: string;
  /** What it flags: the text before the first section. */
  readonly summary: string;
  readonly sections: ReadonlyMap<string, string>;
  /** Blocks after `Flagged:` and after `Fine:`. Without an example there are none. */
  readonly flagged: readonly ExampleFile[];
  readonly fine: readonly ExampleFile[];
}

/** A fenced block: ```sql for a database, ```ts src/schema.ts or ```sql drizzle/0000_init.sql for a file of a project. */
export interface ExampleFile {
  readonly language: string;
  /** Relative to the project; `null` where the block is a database. */
  readonly file: string | null;
  readonly text: string;
}

export const RULES_FOLDER = new URL('../../../app/audit/rules/', import.meta.url);

export const SECTIONS = ['Why', 'How to fix', 'When to waive', 'Example'];

export function readDoc(id: string): RuleDoc {
  return parseDoc(readFileSync(new URL(`${id}.md`, RULES_FOLDER), 'utf8'));
}

export function parseDoc(text: string): RuleDoc {
  const [head = '', ...rest] = text.split(/^## /m);
  const [heading = '', ...summary] = head.replace(/^# /, '').split('\n');
  const sections = new Map(
    rest.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).trim(), section.slice(end + 1).trim()] as const;
    }),
  );
  const example = sections.get('Example') ?? '';
  const [before = '', fine = ''] = example.split(/^Fine:/m);
  const [, flagged = ''] = before.split(/^Flagged:/m);
  return { heading, summary: summary.join('\n').trim(), sections, flagged: blocksIn(flagged), fine: blocksIn(fine) };
}

function blocksIn(text: string): readonly ExampleFile[] {
  return [...text.matchAll(/^```(\w+)(?: +(\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', file, body = '']) => ({
    language,
    file: file ?? null,
    text: body,
  }));
}
