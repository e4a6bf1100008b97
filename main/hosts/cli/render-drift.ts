import type { DriftResult } from '#app/api';
import { objectId, parseObjectId, TABLE_CHILD_KINDS, unreadIn } from '#app/catalog';
import {
  type Difference,
  destroyedElsewhere,
  destroyingFacts,
  particularReason,
  type SideState,
  sayKitFact,
  sayState,
} from '#app/compare';
import { renderOrigin } from './render-error.ts';
import type { Styles } from './terminal.ts';

/** Lines of a value that are shown; the rest is counted. */
const SHOWN_LINES = 12;

/** Differences that do not count are one line together where more than this many are alike. */
const FOLDED_ABOVE = 3;

/** The differences for a person: grouped by the object they belong to, both values with both origins, then totals. */
export function renderDrift(result: DriftResult, styles: Styles): string {
  const counting = result.differences.filter((difference) => difference.counts);
  const others = result.differences.filter((difference) => !difference.counts);
  const lines = [styles.bold(`${result.from} → ${result.to}`), ''];
  for (const [owner, differences] of groupBy(counting, ownerOf)) {
    lines.push(
      styles.bold(owner),
      ...differences.flatMap((difference) => renderDifference(difference, result, styles)),
      '',
    );
  }
  if (others.length > 0) {
    lines.push(styles.dim('does not count'), ...renderOthers(others, styles), '');
  }
  if (result.renameCandidates.length > 0) lines.push(...renderRenames(result, styles), '');
  lines.push(...renderElsewhere(result, styles));
  lines.push(renderTotals(result, styles));
  return `${lines.join('\n')}\n`;
}

function renderDifference(difference: Difference, result: DriftResult, styles: Styles): string[] {
  const mark = difference.class === 'unmanaged' ? styles.yellow('!') : styles.red('✗');
  const notes = [difference.class, difference.verdict === 'undecided' ? '' : difference.verdict].filter(
    (note) => note !== '',
  );
  const lines = [`  ${mark} ${difference.summary} ${styles.dim(`(${notes.join(', ')})`)}`];
  const width = Math.max(...Object.keys(difference.states).map((label) => label.length));
  for (const label of sideOrder(difference, result)) {
    const state = difference.states[label];
    if (state) lines.push(...renderState(label.padEnd(width), state, difference, styles));
  }
  const reason = particularReason(difference);
  if (reason !== null) lines.push(`      ${styles.dim(reason)}`);
  for (const fact of destroyingFacts(difference)) {
    lines.push(`      ${styles.yellow(sayKitFact(fact))}${fact.statement === null ? '' : `: ${fact.statement}`}`);
  }
  return lines;
}

function renderState(label: string, state: SideState, difference: Difference, styles: Styles): string[] {
  const places = state.origins.filter((origin) => origin.file !== undefined).map(renderOrigin);
  const where = places.length > 0 ? `  ${styles.cyan(places.join(', '))}` : '';
  const indent = ' '.repeat(8 + label.length);
  const [first = '', ...rest] = sayState(state, difference).split('\n');
  const shown = rest.slice(0, SHOWN_LINES - 1).map((line) => `${indent}${line}`);
  const hidden = rest.length - shown.length;
  const more = hidden > 0 ? [`${indent}${styles.dim(`… ${hidden} more lines`)}`] : [];
  return [`      ${styles.dim(label)}  ${first}${where}`, ...shown, ...more];
}

/** Dropped and created, or one thing under another name: only a person knows. */
function renderRenames({ renameCandidates }: DriftResult, styles: Styles): readonly string[] {
  const lines = renameCandidates.map(({ from, to, score, reasons }) => {
    const why = [`${Math.round(score * 100)} %`, ...reasons].join(' ');
    return `  ${styles.yellow('?')} ${from.replace(':', ' ')} → ${to.slice(to.indexOf(':') + 1)} ${styles.dim(`(${why})`)}`;
  });
  return [styles.bold('renamed?'), ...lines];
}

/** What drizzle-kit would take away of what the sources agree on, or of what nothing is said. */
function renderElsewhere({ kit }: DriftResult, styles: Styles): readonly string[] {
  return destroyedElsewhere(kit?.elsewhere ?? []).flatMap((group) => {
    const [{ fact } = { fact: null }] = group;
    if (!fact) return [];
    const shown = group.slice(0, FOLDED_ABOVE).map(({ object, fact: { statement } }) => {
      return `  ${styles.yellow('!')} ${object.replace(':', ' ')}${statement === null ? '' : `: ${statement}`}`;
    });
    const more = group.length - shown.length;
    const rest = more > 0 ? [styles.dim(`  … and ${more} more`)] : [];
    return [
      styles.bold(`${sayKitFact(fact)}, beside what differs`),
      styles.dim(`  ${fact.reason}`),
      ...shown,
      ...rest,
      '',
    ];
  });
}

/** One line each; many alike (the same kind, attribute and reason) are one line together. */
function renderOthers(differences: readonly Difference[], styles: Styles): readonly string[] {
  const alike = groupBy(differences, ({ kind, attribute, reason, waiver }) =>
    [kind, attribute, waiver?.reason ?? reason].join('\u0000'),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length <= FOLDED_ABOVE) return group.map((one) => renderOther(one, styles));
    const what = `${group.length} × ${first.kind.replaceAll('-', ' ')}${first.attribute === null ? '' : ` ${first.attribute}`}`;
    const why = styles.dim(`(${first.class}: ${first.reason} --format json lists them.)`);
    return [`  ${styles.dim('·')} ${what} ${why}`];
  });
}

function renderOther(difference: Difference, styles: Styles): string {
  const { waiver, reason } = difference;
  const why = waiver ? `waived: ${waiver.reason}` : reason;
  return `  ${styles.dim('·')} ${difference.summary} ${styles.dim(`(${difference.class}: ${why})`)}`;
}

function renderTotals({ totals, differences, complete, unread, judgedBy }: DriftResult, styles: Styles): string {
  const classes = Object.entries(totals.byClass).filter(([, count]) => count > 0);
  const parts = classes.map(([name, count]) => `${count} ${name}`);
  const outside = Object.entries(totals.outOfScope).filter(([, count]) => count > 0);
  const head =
    totals.counting === 0
      ? styles.green('No difference counts')
      : styles.red(`${totals.counting} ${totals.counting === 1 ? 'difference counts' : 'differences count'}`);
  const waived = differences.filter(({ waiver }) => waiver).length;
  const accepted = waived === 0 ? '' : `; ${waived} waived`;
  const lines = [parts.length === 0 ? `${head}.` : `${head} of ${totals.all}: ${parts.join(', ')}${accepted}.`];
  if (outside.length > 0) {
    lines.push(styles.dim(`Out of scope: ${outside.map(([reason, count]) => `${count} ${reason}`).join(', ')}.`));
  }
  const open = unreadIn(unread).length;
  if (!complete) lines.push(styles.red(`Incomplete: ${open} could not be read or decided.`));
  if (judgedBy !== null) lines.push(styles.dim(`${judgedBy}.`));
  return lines.join('\n');
}

/** `from` first, `to` second, then whatever else speaks of it. */
function sideOrder(difference: Difference, result: DriftResult): readonly string[] {
  const labels = Object.keys(difference.states);
  const rank = (label: string) => (label === result.from ? 0 : label === result.to ? 1 : 2);
  return labels.sort((a, b) => rank(a) - rank(b));
}

function groupBy(
  differences: readonly Difference[],
  keyOf: (difference: Difference) => string,
): ReadonlyMap<string, readonly Difference[]> {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = keyOf(difference);
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  return groups;
}

/** What belongs to a table is listed under the table. */
function ownerOf({ object, table: given }: Difference): string {
  const parsed = parseObjectId(object);
  const isChild = (TABLE_CHILD_KINDS as readonly string[]).includes(parsed.kind);
  const [schema, table] = parsed.parts;
  const owner =
    given ?? (isChild && schema !== undefined && table !== undefined ? objectId('table', schema, table) : object);
  return owner.replace(':', ' ');
}
