/** PostgreSQL's parse tree, as loosely as finding names in it needs. Locations are bytes; one of 0 is left out. */
export type Tree = Readonly<Record<string, unknown>>;

export function tree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}

export function trees(value: unknown): readonly Tree[] {
  return Array.isArray(value) ? value.map(tree) : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function location(node: Tree): number {
  return typeof node.location === 'number' ? node.location : 0;
}

/** The type and the content of a node: `{ SelectStmt: { … } }`. */
export function only(node: Tree): readonly [type: string, content: Tree] {
  const [entry] = Object.entries(node);
  return entry ? [entry[0], tree(entry[1])] : ['', {}];
}

/** The texts of a list of `String` nodes; `*` where all is meant. */
export function names(value: unknown): readonly string[] {
  return trees(value).map((each) => ('A_Star' in each ? '*' : text(tree(each.String).sval)));
}
