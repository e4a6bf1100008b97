import type { DriftResult } from '#app/api';
import { objectId, parseObjectId, sayProblem, TABLE_CHILD_KINDS, unreadIn } from '#app/catalog';
import {
  type Difference,
  destroyedElsewhere,
  destroyingFacts,
  particularReason,
  sayKitFact,
  sayState,
  type Verdict,
} from '#app/compare';
import { cellCode, escapeMarkdown, inlineCode, markdownTable } from '../markdown.ts';
import { placeOf, printPlace } from '../place.ts';

/** Who is wrong, as a reviewer says it. */
const VERDICTS: Readonly<Record<Verdict, string>> = {
  'code-forgot': 'the code forgot it',
  'migration-forgot': 'a migration is missing',
  'changed-by-hand': 'the database was changed by hand',
  'not-applied': 'a migration is not applied yet',
  'edited-after-apply': 'a migration was edited after it was applied',
  'name-only': 'only the name differs',
  undecided: 'cannot be told',
};

/** Longer texts stand below the table, in full. */
const CELL = 60;

/**
 * What a reviewer pastes into a pull request: the answer first, then a table for each object with both sides and the line,
 * then what would be destroyed, and folded what does not count.
 */
export function driftToMarkdown(result: DriftResult): string {
  const counting = result.differences.filter(({ counts }) => counts);
  const others = result.differences.filter(({ counts }) => !counts);
  const parts = [
    `## Schema drift: ${escapeMarkdown(result.from)} → ${escapeMarkdown(result.to)}`,
    headline(result),
    ...destroyed(counting),
    ...elsewhere(result),
    ...sections(counting, result),
    ...renames(result),
    ...unread(result),
    ...folded(others),
    ...(result.judgedBy === null ? [] : [`<sub>${escapeMarkdown(result.judgedBy)}</sub>`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline({ totals, differences, complete }: DriftResult): string {
  const classes = Object.entries(totals.byClass).filter(([, count]) => count > 0);
  const split = classes.map(([name, count]) => `${count} ${name}`).join(', ');
  const waived = differences.filter(({ waiver }) => waiver).length;
  const all = split === '' ? '' : ` Of ${totals.all} in all: ${split}${waived === 0 ? '' : `; ${waived} waived`}.`;
  const what =
    totals.counting === 0
      ? '**No difference counts.**'
      : `**${totals.counting} ${totals.counting === 1 ? 'difference counts' : 'differences count'}.**`;
  return `${what}${all}${complete ? '' : ' **Not everything could be read or decided.**'}`;
}

function destroyed(differences: readonly Difference[]): readonly string[] {
  const rows = differences.flatMap((difference) =>
    destroyingFacts(difference).map((fact) => [
      cellCode(difference.key),
      sayKitFact(fact),
      fact.statement === null ? '' : cellCode(fact.statement),
    ]),
  );
  return rows.length === 0 ? [] : ['### Would be destroyed', markdownTable(['what', 'by', 'with'], rows)];
}

/** Lines that are shown of what is destroyed for one reason; the rest is counted. */
const SHOWN = 20;

function elsewhere({ kit }: DriftResult): readonly string[] {
  const groups = destroyedElsewhere(kit?.elsewhere ?? []);
  const parts = groups.flatMap((group) => {
    const [{ fact } = { fact: null }] = group;
    if (!fact) return [];
    const rows = group
      .slice(0, SHOWN)
      .map(({ object, fact: { statement } }) => [cellCode(object), statement === null ? '' : cellCode(statement)]);
    const more = group.length > SHOWN ? [`… and ${group.length - SHOWN} more.`] : [];
    return [
      `${escapeMarkdown(sayKitFact(fact))}. ${escapeMarkdown(fact.reason)}`,
      markdownTable(['what', 'with'], rows),
      ...more,
    ];
  });
  return parts.length === 0 ? [] : ['### Would be destroyed beside what differs', ...parts];
}

/** The two that are compared, and whoever speaks beside them. */
function labelsOf(differences: readonly Difference[], { from, to }: DriftResult): readonly string[] {
  return [...new Set([from, to, ...differences.flatMap(({ states }) => Object.keys(states))])];
}

function sections(differences: readonly Difference[], result: DriftResult): readonly string[] {
  const labels = labelsOf(differences, result);
  return [...byOwner(differences)].flatMap(([owner, own]) => [
    `### ${escapeMarkdown(owner)}`,
    markdownTable(
      ['what', ...labels.map(escapeMarkdown), 'who is wrong', 'where'],
      own.map((difference) => rowOf(difference, owner, labels)),
    ),
    ...own.flatMap((difference) => longTexts(difference, labels)),
  ]);
}

function rowOf(difference: Difference, owner: string, labels: readonly string[]): readonly string[] {
  const place = placeOf(difference);
  const cell = (label: string) => {
    const state = difference.states[label];
    if (!state) return '';
    const text = sayState(state, difference);
    return text.length > CELL ? '(below)' : cellCode(text);
  };
  return [
    escapeMarkdown(nameIn(difference, owner)),
    ...labels.map(cell),
    whoIsWrong(difference),
    place ? cellCode(printPlace(place)) : '',
  ];
}

function whoIsWrong(difference: Difference): string {
  const said = VERDICTS[difference.verdict];
  const why = difference.verdict === 'undecided' ? particularReason(difference) : null;
  return why === null ? said : `${said}: ${escapeMarkdown(why)}`;
}

function longTexts(difference: Difference, labels: readonly string[]): readonly string[] {
  const texts = labels.flatMap((label) => {
    const state = difference.states[label];
    const text = state ? sayState(state, difference) : '';
    return state && text.length > CELL ? [{ label, text }] : [];
  });
  return texts.map(({ label, text }) => {
    const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map(({ length }) => length + 1)));
    return `${inlineCode(difference.key)} in ${escapeMarkdown(label)}:\n\n${fence}sql\n${text}\n${fence}`;
  });
}

/** The object without what its heading says already. */
function nameIn(difference: Difference, owner: string): string {
  const { object, kind, attribute } = difference;
  const { parts } = parseObjectId(object);
  const isOwner = ownerOf(difference) === object && owner === headingOf(object);
  const name = isOwner ? '' : `${kind.replaceAll('-', ' ')} ${parts.at(-1) ?? ''}`;
  return [name, attribute ?? (isOwner ? 'exists' : '')].filter((part) => part !== '').join(': ');
}

function byOwner(differences: readonly Difference[]): ReadonlyMap<string, readonly Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const owner = headingOf(ownerOf(difference));
    groups.set(owner, [...(groups.get(owner) ?? []), difference]);
  }
  return groups;
}

/** What belongs to a table is listed under the table. */
function ownerOf({ object, table: given }: Difference): string {
  if (given !== undefined) return given;
  const { kind, parts } = parseObjectId(object);
  const [schema, table] = parts;
  const isChild = (TABLE_CHILD_KINDS as readonly string[]).includes(kind) && parts.length > 2;
  return isChild && schema !== undefined && table !== undefined ? objectId('table', schema, table) : object;
}

function headingOf(object: string): string {
  return object.replace(':', ' ').replaceAll('-', ' ');
}

function renames({ renameCandidates }: DriftResult): readonly string[] {
  if (renameCandidates.length === 0) return [];
  const rows = renameCandidates.map(({ from, to, score, reasons }) => [
    cellCode(from),
    cellCode(to),
    `${Math.round(score * 100)} %`,
    escapeMarkdown(reasons.join(' ')),
  ]);
  return ['### Renamed?', markdownTable(['from', 'to', 'score', 'why'], rows)];
}

function unread({ unread: problems }: DriftResult): readonly string[] {
  const lines = unreadIn(problems).map((problem) => `- ${escapeMarkdown(sayProblem(problem))}`);
  return lines.length === 0 ? [] : ['### Could not be read or decided', lines.join('\n')];
}

function folded(differences: readonly Difference[]): readonly string[] {
  if (differences.length === 0) return [];
  const lines = differences.map(({ summary, reason }) => `- ${escapeMarkdown(summary)} (${escapeMarkdown(reason)})`);
  return [`<details><summary>${differences.length} that do not count</summary>\n\n${lines.join('\n')}\n\n</details>`];
}
