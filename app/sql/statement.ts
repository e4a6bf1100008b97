import type { ObjectId } from '#app/catalog';

/** One SQL statement without its trailing semicolon, and the object it makes or changes. */
export interface Statement {
  readonly sql: string;
  readonly object: ObjectId;
}

/** One script of many statements: each ends with a semicolon and stands apart from the next. */
export function joinStatements(statements: readonly Statement[]): string {
  return statements.map(({ sql }) => `${sql};\n`).join('\n');
}
