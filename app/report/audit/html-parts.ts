import type { Severity } from '#app/api';
import type { XmlNode } from '../xml.ts';
import { fragment, h } from './html.ts';
import { SEVERITY_WORDS } from './words.ts';

export interface Column {
  readonly title: string;
  /** `number`: right-aligned figures. `tight`: as narrow as its words. `half`: of lists, which would take all there is. */
  readonly shape?: 'number' | 'tight' | 'half';
}

export type Cell = XmlNode | string | number | null;

/** A table; `null` is a figure nobody knows. Wide ones scroll by themselves on a narrow screen. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], sum?: readonly Cell[]): XmlNode {
  const classOf = ({ shape }: Column) => (shape === 'number' ? 'n' : (shape ?? null));
  const cells = (row: readonly Cell[]) =>
    row.map((cell, at) => {
      const column = columns[at] ?? { title: '' };
      const zero = cell === 0 ? ' zero' : '';
      const name = classOf(column);
      return h('td', { class: name === null ? null : `${name}${zero}` }, shown(cell));
    });
  return h(
    'div',
    { class: 'wide' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          columns.map((column) => h('th', { class: classOf(column), scope: 'col' }, column.title)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((row) => h('tr', {}, cells(row))),
        sum ? [h('tr', { class: 'sum' }, cells(sum))] : [],
      ),
    ),
  );
}

function shown(cell: Cell): XmlNode | string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? String(cell) : cell;
}

/** Names and paths may break where their parts do, and nowhere else. */
export function code(text: string): XmlNode {
  const parts = text.split(text.includes('/') ? /(?<=[_/])(?=.)/ : /(?<=[_.(])(?=.)/);
  return h(
    'code',
    {},
    parts.map((part, at) => (at > 0 ? [h('wbr'), part] : part)),
  );
}

export function chip(tone: string, word: string): XmlNode {
  return h('span', { class: `chip ${tone}` }, word);
}

export function severityChip(severity: Severity): XmlNode {
  return chip(severity, SEVERITY_WORDS[severity]);
}

/** Codes with commas between them. */
export function codes(names: readonly string[]): XmlNode {
  return fragment(names.map((name, at) => [at > 0 ? ', ' : '', code(name)]));
}

/** A chapter with an address of its own. */
export function section(id: string, title: string, ...children: readonly (XmlNode | readonly XmlNode[])[]): XmlNode {
  return h('section', { id }, h('h2', {}, title), ...children);
}

export function note(...children: readonly (XmlNode | string)[]): XmlNode {
  return h('p', { class: 'note' }, ...children);
}
