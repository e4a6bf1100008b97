import { escapeXml, type XmlNode } from '../xml.ts';

/** Elements that have no end tag (HTML, "Void elements"). */
const VOID = new Set(['br', 'col', 'hr', 'meta', 'wbr']);

type Child = XmlNode | string | readonly Child[];
type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An HTML element: every string among the children is text and every attribute is escaped, so nothing of a schema is ever
 * markup. `false` and `null` leave an attribute out, `true` gives it no value.
 */
export function h(name: string, attributes: Attributes = {}, ...children: readonly Child[]): XmlNode {
  const head = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === false || value === null) return [];
    return [value === true ? key : `${key}="${escapeXml(String(value))}"`];
  });
  const start = `<${[name, ...head].join(' ')}>`;
  return { text: VOID.has(name) ? start : `${start}${children.map(textOf).join('')}</${name}>` };
}

/** Nodes side by side. */
export function fragment(...children: readonly Child[]): XmlNode {
  return { text: children.map(textOf).join('') };
}

function textOf(child: Child): string {
  if (typeof child === 'string') return escapeXml(child);
  return 'text' in child ? child.text : child.map(textOf).join('');
}

export const NOTHING: XmlNode = { text: '' };
