import type { IsolationObject, IsolationResult, IsolationVerdict } from '#app/api';
import { unreadIn } from '#app/catalog';
import { cellCode, escapeMarkdown, inlineCode, markdownTable } from '../markdown.ts';
import { printPlace, toPlace } from '../place.ts';

const VERDICTS: Readonly<Record<IsolationVerdict, string>> = {
  leaks: '**leaks**',
  'not-provable': 'not provable',
  isolated: 'isolated',
  exempt: 'exempt',
};

/** What a reviewer pastes: the answer, each object that leaks with the statement, what is not proven, and folded the rest. */
export function isolationToMarkdown(result: IsolationResult): string {
  const { source, objects, totals, says, unread } = result;
  const leaking = objects.filter(({ verdict }) => verdict === 'leaks');
  const open = objects.filter(({ verdict }) => verdict === 'not-provable');
  const others = objects.filter(({ verdict }) => verdict === 'isolated' || verdict === 'exempt');
  const lost = unreadIn(unread).map(({ message }) => `- ${escapeMarkdown(message)}`);
  const parts = [
    `## Tenant isolation of ${escapeMarkdown(source)}`,
    headline(totals),
    ...leaking.flatMap(leakSection),
    ...(open.length === 0 ? [] : ['### Not proven', table(open)]),
    ...(lost.length === 0 ? [] : ['### Could not be read', lost.join('\n')]),
    ...(others.length === 0
      ? []
      : [`<details><summary>${others.length} isolated or exempt</summary>\n\n${table(others)}\n\n</details>`]),
    `<sub>${says.map(escapeMarkdown).join(' ')}</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline({ objects, isolated, leaks, notProvable, exempt }: IsolationResult['totals']): string {
  const first =
    leaks > 0
      ? `**${leaks} of ${objects} leak.**`
      : notProvable > 0
        ? '**Not everything is proven.**'
        : '**Nothing leaks.**';
  return `${first} ${isolated} isolated, ${notProvable} not provable, ${exempt} exempt.`;
}

function leakSection({ object, leaks, origins }: IsolationObject): readonly string[] {
  const place = toPlace([...origins].reverse().find(({ file }) => file !== undefined) ?? null);
  const where = place ? ` (${inlineCode(printPlace(place))})` : '';
  return [
    `### ${inlineCode(object)}${where}`,
    ...leaks.map(({ message, role, statement }) => {
      const fence = '`'.repeat(Math.max(3, ...(statement.match(/`+/g) ?? []).map(({ length }) => length + 1)));
      return `${escapeMarkdown(message)} As ${inlineCode(role)}:\n\n${fence}sql\n${statement}\n${fence}`;
    }),
  ];
}

function table(objects: readonly IsolationObject[]): string {
  const rows = objects.map(({ object, verdict, reasons }) => [
    cellCode(object),
    VERDICTS[verdict],
    escapeMarkdown(reasons.join(' ')),
  ]);
  return markdownTable(['what', 'verdict', 'why'], rows);
}
