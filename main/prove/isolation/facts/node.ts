/** A node of libpg_query's parse tree: a type and its fields, all of them optional. */
export type Node = Readonly<Record<string, unknown>>;

export function child(node: unknown): Node {
  return typeof node === 'object' && node !== null ? (node as Node) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The type of a node and the node inside. */
export function only(node: unknown): readonly [type: string, inner: Node] {
  const [entry] = Object.entries(child(node));
  return entry ? [entry[0], child(entry[1])] : ['', {}];
}

/** The names in a list of strings: `[auth, uid]`. A star is left out. */
export function names(value: unknown): readonly string[] {
  return list(value).flatMap((each) => {
    const { sval } = child(child(each).String);
    return typeof sval === 'string' ? [sval] : [];
  });
}
