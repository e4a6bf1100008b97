import type { Difference } from '#app/compare';
import type { Proposal } from '#test/support/drizzle-kit/propose.ts';
import type { Beside, Verdicts } from './beside-drizzle-kit.ts';

/** The figures of a page: of the mutations that change something, how many each tool tells; of those that change nothing, too. */
export interface BesideFigures {
  readonly changes: number;
  /** Of those, what takes away something that no source says was ever there: the fixture has no migrations. */
  readonly silent: number;
  readonly nothing: number;
  readonly told: { readonly raingauge: number; readonly 0: number; readonly 1: number };
  /** Of all rows: where it ends with an error. */
  readonly failed: { readonly 0: number; readonly 1: number };
  /** Of what changes nothing: where a tool sees a difference. */
  readonly false: { readonly raingauge: number; readonly 0: number; readonly 1: number };
}

export function figuresOf({ groups }: Beside): BesideFigures {
  const all = groups.flatMap(({ verdicts }) => verdicts);
  const changing = all.filter(({ row }) => row.finds.length > 0);
  const nothing = all.filter(({ row }) => row.finds.length === 0);
  const count = (verdicts: readonly Verdicts[]) => ({
    raingauge: verdicts.filter(({ raingauge }) => raingauge.length > 0).length,
    0: verdicts.filter(({ kit }) => tells(kit[0])).length,
    1: verdicts.filter(({ kit }) => tells(kit[1])).length,
  });
  const failures = (line: 0 | 1) => all.filter(({ kit }) => kit[line].failure !== undefined).length;
  return {
    changes: changing.length,
    silent: changing.filter(({ isSilent }) => isSilent).length,
    nothing: nothing.length,
    told: count(changing),
    failed: { 0: failures(0), 1: failures(1) },
    false: count(nothing),
  };
}

export interface KitVersions {
  readonly 0: string;
  readonly 1: string;
}

/** The page as Markdown. `date`: when it was run, as `YYYY-MM-DD`. */
export function renderPage(beside: Beside, versions: KitVersions, date: string): string {
  const figures = figuresOf(beside);
  const { told, changes, nothing } = figures;
  return `# Beside drizzle-kit

Run on ${date} with drizzle-kit ${versions[0]} and ${versions[1]}, on the embedded PostgreSQL 18, by \`npm run bench drizzle-kit\`, which
writes this page.

Each row is one change of a database that was built, by Raingauge's SQL, from Drizzle code
([\`test/fixtures/schemas/regatta\`](../test/fixtures/schemas/regatta/src)), and what the code beside the changed database is said to
differ in: by Raingauge, and by \`drizzle-kit push\` of both lines (what it proposes to run beyond what it proposed before the
change). Nothing is foreseen here: each was run for each row. The rows are those of the table of mutations
(\`test/acceptance/mutations\`) that touch what the code manages. A change that Drizzle has no words for is no fault of drizzle-kit's,
but it is a change of the schema all the same.

| | Raingauge | drizzle-kit ${versions[0]} | drizzle-kit ${versions[1]} |
| --- | --: | --: | --: |
| changes told, of ${changes} | ${told.raingauge} | ${told[0]} | ${told[1]} |
| told though nothing changed, of ${nothing} | ${figures.false.raingauge} | ${figures.false[0]} | ${figures.false[1]} |
| ended with an error, of ${changes + nothing} | 0 | ${figures.failed[0]} | ${figures.failed[1]} |
| statements proposed for the unchanged database | 0 | ${beside.unchanged[0].length} | ${beside.unchanged[1].length} |

${saySilent(figures)}${beside.groups.map((group) => renderGroup(group, versions)).join('\n')}`;
}

function saySilent({ silent }: BesideFigures): string {
  if (silent === 0) return '';
  return `${silent} of the changes take away what Drizzle has no words for. This project has no migrations, so nothing says that it was ever
there; where an applied migration made it, Raingauge tells that too (docs/decisions/0024).

`;
}

function renderGroup({ title, verdicts }: Beside['groups'][number], versions: KitVersions): string {
  return `## ${title}

| row | change | Raingauge | drizzle-kit ${versions[0]} | drizzle-kit ${versions[1]} |
| --- | --- | --- | --- | --- |
${verdicts.map(renderRow).join('\n')}
`;
}

function renderRow({ row, raingauge, kit }: Verdicts): string {
  const change = row.given === undefined ? code(row.sql) : `${code(row.sql)} after ${code(row.given)}`;
  return `| \`${row.id}\` | ${change} | ${raingauge.map(sayDifference).join('<br>') || 'no difference'} | ${sayKit(kit[0])} | ${sayKit(kit[1])} |`;
}

function sayDifference({ class: itsClass, counts, summary }: Difference): string {
  return `**${itsClass}**${counts ? '' : ', does not count'}: ${escapeMarkdown(summary)}`;
}

const SHOWN = 3;

/** An error is no verdict. */
function tells({ statements, asks }: Proposal): boolean {
  return asks || statements.length > 0;
}

function sayKit({ statements, asks, failure }: Proposal): string {
  if (failure !== undefined) return `fails: ${code(failure)}`;
  if (asks) return 'asks whether something was renamed';
  if (statements.length === 0) return 'No changes detected';
  const more = statements.length > SHOWN ? [`and ${statements.length - SHOWN} more`] : [];
  return [...statements.slice(0, SHOWN).map(code), ...more].join('<br>');
}

const LONGEST = 200;

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
  return `\`${cut.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('_', '\\_');
}
