import type { SchemaIndex } from '../schema-index.ts';

/** Code that uses a schema that nothing at the top of its file has imported, or holds pieces of SQL. */
const BY_CODE = /\bimport\s*\(|\brequire\s*\(|\bsql\b|[a-z]Sql\b|(?:query|execute)Raw\b/;
/** `db.query.users.findMany(…)`. */
const RELATIONAL = [/\b_?query\b/, /\bfind(?:Many|First)\b/];

/** A string or template that begins like a statement, or with a comment. */
const BEGIN =
  /["'`](?:\s|\(|\\[nrtvf])*(?:--|\/\*|(?:select|insert|update|delete|with|merge|truncate|copy|refresh|explain|create|alter|drop|comment|lock|declare|prepare)(?![\w$]))/gi;
const ENDS: Readonly<Record<string, RegExp>> = {
  '"': /"|\n/g,
  "'": /'|\n/g,
  '`': /`|\$\{/g,
};
/** Characters that are written as others, or not at all: words may be put together so. */
const WRITTEN_OTHERWISE = /\\[^nrtvf'"`\\]/;
const LINE_ESCAPES = /\\[nrtvf]/g;
/** What stands before a text that is a part of another, there or by its name. */
const PART_OF = /(?:\+|\b(?:const|let|var)\s[^;={]*=)[\s(]*$/;
/** Characters that are looked at before and after a text. */
const AROUND = 200;

/**
 * Whether a file that imports nothing of the schema may use it all the same. Most that look like it hold labels: "Update
 * profile", "Delete account". `false` where all of its texts are whole and name no table.
 */
export function mayHoldUses(text: string, index: Pick<SchemaIndex, 'isNamedIn'>): boolean {
  if (BY_CODE.test(text) || RELATIONAL.every((pattern) => pattern.test(text))) return true;
  for (const { index: at } of text.matchAll(BEGIN)) {
    const inner = wholeText(text, at);
    if (inner === null || index.isNamedIn(inner.replace(LINE_ESCAPES, ' '))) return true;
  }
  return false;
}

/** What is between the marks of a text that begins at an offset; `null` where code may add to it. */
function wholeText(text: string, at: number): string | null {
  const end = endOf(text, at);
  if (end === null || PART_OF.test(text.slice(Math.max(0, at - AROUND), at))) return null;
  const inner = text.slice(at + 1, end);
  return WRITTEN_OTHERWISE.test(inner) || /^[\s)]*\+/.test(text.slice(end + 1, end + AROUND)) ? null : inner;
}

/** Where a text ends; `null` where it has holes, or no end where one has to be. */
function endOf(text: string, at: number): number | null {
  const mark = text.charAt(at);
  const ends = ENDS[mark] ?? /$/g;
  ends.lastIndex = at + 1;
  for (let match = ends.exec(text); match; match = ends.exec(text)) {
    const escapes = /\\*$/.exec(text.slice(at + 1, match.index))?.[0].length ?? 0;
    if (escapes % 2 === 0) return match[0] === mark ? match.index : null;
  }
  return null;
}
