import type { IsolationObject, IsolationResult, IsolationVerdict } from '#app/api';
import { renderOrigin } from './render-error.ts';
import type { Style, Styles } from './terminal.ts';

/** Statements of one object that are shown; the rest is counted. */
const SHOWN = 2;

/** What leaks with the statement that shows it, what is not proven with why, then the rest in a line each, then totals. */
export function renderIsolation(result: IsolationResult, styles: Styles, all: boolean): string {
  const of = (verdict: IsolationVerdict) => result.objects.filter((object) => object.verdict === verdict);
  const lines = [
    styles.bold(`isolation of ${result.source}`),
    '',
    ...of('leaks').flatMap((object) => [...renderLeaking(object, styles), '']),
    ...of('not-provable').flatMap((object) => [...renderPlain(object, '?', styles.yellow, styles), '']),
  ];
  const fine = [...of('isolated'), ...of('exempt')];
  if (all && fine.length > 0) {
    lines.push(
      ...of('isolated').flatMap((object) => renderPlain(object, '✓', styles.green, styles)),
      ...of('exempt').flatMap((object) => renderPlain(object, '·', styles.dim, styles)),
      '',
    );
  }
  return `${[...lines, ...renderTotals(result, styles)].join('\n')}\n`;
}

function renderLeaking(object: IsolationObject, styles: Styles): readonly string[] {
  const shown = object.leaks.slice(0, SHOWN);
  const more = object.leaks.slice(SHOWN);
  return [
    head(object, '✗', styles.red, styles),
    ...shown.flatMap(({ message, role, statement }) => [
      `    ${message} ${styles.dim(`(as ${role})`)}`,
      ...statement.split('\n').map((line) => `        ${styles.cyan(line)}`),
    ]),
    ...more.map(({ message, role }) => `    ${message} ${styles.dim(`(as ${role})`)}`),
  ];
}

function renderPlain(object: IsolationObject, mark: string, style: Style, styles: Styles): readonly string[] {
  return [head(object, mark, style, styles), ...object.reasons.map((reason) => `    ${styles.dim(reason)}`)];
}

function head({ object, origins }: IsolationObject, mark: string, style: Style, styles: Styles): string {
  const origin = [...origins].reverse().find(({ file }) => file !== undefined);
  const where = origin ? `  ${styles.cyan(renderOrigin(origin))}` : '';
  return `  ${style(mark)} ${object.replace(':', ' ')}${where}`;
}

function renderTotals({ totals, says, complete }: IsolationResult, styles: Styles): readonly string[] {
  const { objects, isolated, leaks, notProvable, exempt } = totals;
  const first = leaks > 0 ? styles.red(`${leaks} of ${objects} leak`) : styles.green('Nothing leaks');
  return [
    `${first}: ${isolated} isolated, ${notProvable} not provable, ${exempt} exempt.`,
    ...(complete ? [] : [styles.red('Incomplete: not everything could be read or decided.')]),
    ...says.map((line) => styles.dim(line)),
  ];
}
