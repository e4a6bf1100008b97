import { location, names, type Tree, text, tree, trees } from './tree.ts';

export interface NamedRelation {
  readonly schema: string | null;
  readonly name: string;
  readonly location: number;
}

/** Statements that name relations in lists of bare words. */
const LISTED = /^(DropStmt|CommentStmt)$/;

/** The relations that a statement is about which reads and writes no rows: CREATE, ALTER, LOCK, TRUNCATE … */
export function definitionsOf(type: string, content: Tree): readonly NamedRelation[] {
  const found: NamedRelation[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      const node = value as Tree;
      if (typeof node.relname === 'string') found.push(relation(node));
      else Object.values(node).forEach(visit);
    }
  };
  if (LISTED.test(type)) {
    if (!/^OBJECT_(TABLE|VIEW|MATVIEW|COLUMN)$/.test(text(content.removeType) || text(content.objtype))) return [];
    const lists = type === 'DropStmt' ? trees(content.objects) : [tree(content.object)];
    return lists.map((each) => listed(tree(each.List).items, text(content.objtype) === 'OBJECT_COLUMN'));
  }
  visit(content);
  return found;
}

function relation(node: Tree): NamedRelation {
  return { schema: text(node.schemaname) || null, name: text(node.relname), location: location(node) };
}

function listed(items: unknown, hasColumn: boolean): NamedRelation {
  const parts = hasColumn ? names(items).slice(0, -1) : names(items);
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', location: -1 };
}
