/**
 * `npm run new:rule <id>`: makes the file, the doc and the test of a rule of the catalogue (test/app/audit/catalogue.ts) and adds
 * it to the list. What is there already stays as it is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, type Promised } from './app/audit/catalogue.ts';
import { PENDING } from './app/audit/pending.ts';

const root = join(import.meta.dirname, '..');
const at = (path: string) => join(root, path);

const id = process.argv[2] ?? '';
const promised = CATALOGUE.find((rule) => rule.id === id);
if (!promised) {
  console.error(
    `"${id}" is no rule of the catalogue. Add it to test/app/audit/catalogue.ts, or name one that is pending:\n${PENDING.join('\n')}`,
  );
  process.exit(3);
}
const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

make(`app/audit/rules/${id}.ts`, ruleText(promised));
make(`app/audit/rules/${id}.md`, docText());
make(`test/app/audit/rules/${id}.test.ts`, testText());
register();

function make(path: string, text: string): void {
  if (existsSync(at(path))) return;
  writeFileSync(at(path), text);
  console.log(`made ${path}`);
}

/** Into the list at its place in the catalogue, and out of the pending ones. */
function register(): void {
  const list = at('app/audit/rules.ts');
  const text = readFileSync(list, 'utf8');
  if (!text.includes(`rules/${id}.ts'`)) {
    const imported = text.replace(
      /(import type \{ Rule \}[^\n]*\n)/,
      `$1import { ${name} } from './rules/${id}.ts';\n`,
    );
    const order = CATALOGUE.map((rule) => rule.id);
    const behind = order
      .slice(0, order.indexOf(id))
      .toReversed()
      .find((other) => text.includes(`rules/${other}.ts'`));
    const before = behind?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const entry = before ? `  ${before},\n` : 'readonly Rule[] = [\n';
    writeFileSync(list, imported.replace(entry, `${entry}  ${name},\n`));
  }
  const pending = at('test/app/audit/pending.ts');
  writeFileSync(pending, readFileSync(pending, 'utf8').replace(`  '${id}',\n`, ''));
}

function ruleText({ severity, dimension, needs, fix }: Promised): string {
  const ways = [...fix].map((one) => (one === 'S' ? "'sql'" : "'code'")).join(', ');
  const any = needs.startsWith('C or L');
  return `import { ${any ? 'ANY_CATALOG, ' : ''}type FindingDraft, type Rule } from '../rule.ts';

export const ${name}: Rule = {
  id: '${id}',
  title: 'TODO',
  severity: '${severity}',
  dimension: '${dimension}',
  needs: ${any ? 'ANY_CATALOG' : `[] /* ${needs} */`},
  fix: [${ways}],
  evaluate: ({ tables }) => tables.flatMap((): readonly FindingDraft[] => []),
};
`;
}

function docText(): string {
  const example = '```sql\nCREATE TABLE …\n```';
  return `# ${id}\n\nTODO\n\n## Why\n\n## How to fix\n\n## When to waive\n\n## Example\n\nFlagged:\n\n${example}\n\nFine:\n\n${example}\n`;
}

function testText(): string {
  return `import { describe, expect, it } from 'vitest';
import { ${name} } from '#app/audit/rules/${id}.ts';
import { flagged } from '../audit.ts';

describe('${id}', () => {
  it('flags', () => {
    expect(flagged(${name}, { tables: {} })).toEqual(['TODO']);
  });
});
`;
}
