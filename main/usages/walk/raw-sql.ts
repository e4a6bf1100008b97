import { child, children, type Node, nameOf } from '#main/sources/code/syntax/node.ts';
import { bare } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import { type Piece, piecesOf, templatePieces } from '../sql/pieces.ts';
import type { Role, Walk } from './walk.ts';

/** How a statement begins, after comments and parentheses. */
const STATEMENT =
  /^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:select|insert\s+into|update|delete\s+from|with|merge\s+into|truncate|copy|refresh\s+materialized|explain|lock\s+table|(?:create|alter|drop|comment\s+on)\s+(?:(?:or\s+replace|unique|temp|temporary|unlogged|materialized)\s+)*(?:table|view|index|policy|trigger|column|rule)|declare|prepare)\b/i;

/** Words in sentence case and nothing that only SQL has: as likely a label of a button. */
const SENTENCE = /^\s*[A-Z][a-z][\p{L}\s,.'\u2019!?:-]*$/u;
const PROSE = /^[\p{L}\s,.'\u2019!?:-]*$/u;

/** `sql`…``, also as a member (`Prisma.sql`) or with a type argument. */
export function isSqlTag(node: Node): boolean {
  const tag = bare(child(node, 'tag'));
  const name = tag?.type === 'MemberExpression' ? nameOf(child(tag, 'property')) : nameOf(tag);
  return (
    name === 'sql' || /[a-z]Sql$/.test(name ?? '') || /^\$?(query|execute)Raw$/.test((name ?? '').replace('$', ''))
  );
}

/** Strings, templates, and strings added together: SQL where they parse as it and name what the catalog has. */
export function visitText(walk: Walk, node: Node, scope: Scope, role: Role): void {
  if (node.type === 'TaggedTemplateExpression') {
    visitTagged(walk, node, scope, role);
    return;
  }
  const pieces = piecesOf(node, walk.text, scope);
  const isSql = pieces !== null && noteStatements(walk, pieces, scope, false);
  if (node.type === 'TemplateLiteral') walk.visitAll(children(node, 'expressions'), scope, role);
  else if (node.type === 'BinaryExpression') {
    // The parts of a statement are no statements.
    for (const side of [child(node, 'left'), child(node, 'right')]) {
      if (side && !(isSql && piecesOf(side, walk.text, scope))) walk.visit(side, scope, role);
    }
  }
}

function visitTagged(walk: Walk, node: Node, scope: Scope, role: Role): void {
  const quasi = child(node, 'quasi');
  const pieces = quasi ? templatePieces(quasi, walk.text, scope) : [];
  walk.visit(child(node, 'tag'), scope, role);
  walk.visit(child(node, 'typeArguments'), scope, role);
  const isTag = isSqlTag(node);
  if (!noteStatements(walk, pieces, scope, isTag) && isTag) {
    for (const use of walk.sql.fragment(walk, node, scope, role)) walk.use(use);
  }
  walk.visitAll(children(quasi, 'expressions'), scope, role);
}

function noteStatements(walk: Walk, pieces: readonly Piece[], scope: Scope, isTagged: boolean): boolean {
  const text = pieces.map((piece) => (piece.is === 'text' ? piece.text : '?')).join('');
  if (!STATEMENT.test(text) || (!isTagged && SENTENCE.test(text))) return false;
  const uses = walk.sql.statements(walk, pieces, scope, !isTagged && PROSE.test(text));
  if (!uses) return false;
  for (const use of uses) walk.use(use);
  return true;
}
