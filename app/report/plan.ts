import type { Finding, Priority, RemedyPlan } from '#app/api';
import { escapeMarkdown, markdownTable } from './markdown.ts';

/** When what has a priority is to be put right. */
export const PRIORITY_SAYS: Readonly<Record<Priority, string>> = {
  P0: 'before anything else',
  P1: 'before the next release',
  P2: 'before it grows',
  P3: 'when there is time',
};

/** A plan as a page for a review: its migrations in order with what each ends, then what no SQL ends. `files` are their names. */
export function planToMarkdown(
  plan: RemedyPlan,
  findings: ReadonlyMap<string, Finding>,
  files: readonly string[],
): string {
  const say = (key: string) => {
    const found = findings.get(key);
    return found ? `- **${found.severity}** \`${found.rule}\`: ${escapeMarkdown(found.message)}` : `- \`${key}\``;
  };
  const rows = plan.migrations.map(({ priority, about, ended, statements, faults }, at) => [
    priority,
    escapeMarkdown(files[at] ?? ''),
    about,
    String(ended.length),
    String(statements.length),
    faults.length === 0 ? 'leads there' : 'fails',
  ]);
  const parts = plan.migrations.flatMap(({ priority, ended, brought }, at) => [
    `## ${files[at]}`,
    `${priority}: ${PRIORITY_SAYS[priority]}.`,
    ended.map(say).join('\n'),
    ...(brought.length > 0
      ? [
          'Along with them, what their remedies would have brought about:',
          brought.map(({ rule, message }) => `- \`${rule}\`: ${escapeMarkdown(message)}`).join('\n'),
        ]
      : []),
  ]);
  const rest = (title: string, keys: readonly string[]) =>
    keys.length === 0 ? [] : [`## ${title}`, keys.map(say).join('\n')];
  return `${[
    `# Plan for ${escapeMarkdown(plan.source)}`,
    'To be run in this order. Each was tried on the schema that the ones before it leave.',
    markdownTable(['priority', 'file', 'about', 'findings', 'statements', 'tried'], rows),
    ...parts,
    ...rest('Edits of the code', plan.code),
    ...rest('For a person to decide', plan.person),
  ].join('\n\n')}\n`;
}
