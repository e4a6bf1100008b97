/** Text that is XML already, so that nothing is escaped twice or not at all. */
export interface XmlNode {
  readonly text: string;
}

/** An element with its attributes and children; strings among the children are text. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (XmlNode | string)[] = [],
): XmlNode {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(' ');
  if (children.length === 0) return { text: `<${head}/>` };
  const inner = children.map((child) => (typeof child === 'string' ? escapeXml(child) : `\n${child.text}`)).join('');
  const end = children.some((child) => typeof child !== 'string') ? '\n' : '';
  return { text: `<${head}>${inner}${end}</${name}>` };
}

/** Also drops what XML 1.0 cannot hold in any form (control characters, lone surrogates). */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
