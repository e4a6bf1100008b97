import type { ObjectId } from './base.ts';
import { isKind, type Kind } from './kinds.ts';
import { quoteIdent } from './quote-ident.ts';

/** An identity taken apart. `arguments` is present for functions only: the identity arguments without parentheses. */
export interface ParsedObjectId {
  readonly kind: Kind;
  readonly parts: readonly string[];
  readonly arguments?: string;
}

/**
 * Prints an identity: `table:public.guests`, `policy:public."Guest list".tenant_isolation`. The parts are those that make
 * the name unique in PostgreSQL: an index stands in its schema (`index:public.guests_email_idx`), while columns,
 * constraints, policies, triggers and rules stand in their table.
 */
export function objectId(kind: Kind, ...parts: readonly string[]): ObjectId {
  return `${kind}:${parts.map(quoteIdent).join('.')}`;
}

/** Prints a function's identity: `function:public.f(uuid, text)`. */
export function functionId(schema: string, name: string, identityArguments: string): ObjectId {
  return `${objectId('function', schema, name)}(${identityArguments})`;
}

/** Prints a grant's identity: the object's own, then the grantee. */
export function grantId(on: ObjectId, grantee: string): ObjectId {
  return `${objectId('grant', on, grantee)}`;
}

/** Prints the identity of a parsed one; the inverse of {@link parseObjectId}. */
export function printObjectId(parsed: ParsedObjectId): ObjectId {
  const id = objectId(parsed.kind, ...parsed.parts);
  return parsed.arguments === undefined ? id : `${id}(${parsed.arguments})`;
}

/**
 * Reads an identity back. Unquoted parts are taken as written, not folded to lower case: an identity is printed by us.
 * @throws {SyntaxError} naming the text and the place where it stops making sense.
 */
export function parseObjectId(id: ObjectId): ParsedObjectId {
  const colon = id.indexOf(':');
  const kind = id.slice(0, Math.max(colon, 0));
  if (!isKind(kind)) throw new SyntaxError(`"${id}" is not an object identity: it starts with no known kind`);
  const parts: string[] = [];
  let at = colon + 1;
  for (;;) {
    const [part, end] = readPart(id, at);
    parts.push(part);
    at = end;
    if (id[at] !== '.') break;
    at += 1;
  }
  if (at === id.length) return { kind, parts };
  if (kind === 'function' && id[at] === '(' && id.endsWith(')'))
    return { kind, parts, arguments: id.slice(at + 1, -1) };
  throw new SyntaxError(`"${id}" is not an object identity: unexpected "${id[at]}" at character ${at + 1}`);
}

function readPart(id: string, start: number): [part: string, end: number] {
  if (id[start] !== '"') {
    let end = start;
    while (end < id.length && id[end] !== '.' && id[end] !== '(') end += 1;
    if (end === start)
      throw new SyntaxError(`"${id}" is not an object identity: a name is missing at character ${start + 1}`);
    return [id.slice(start, end), end];
  }
  let text = '';
  for (let at = start + 1; at < id.length; at += 1) {
    if (id[at] !== '"') text += id[at];
    else if (id[at + 1] === '"') {
      text += '"';
      at += 1;
    } else return [text, at + 1];
  }
  throw new SyntaxError(`"${id}" is not an object identity: the quote at character ${start + 1} is never closed`);
}
