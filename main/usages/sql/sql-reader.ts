import { parseSync } from 'libpg-query';
import { parseObjectId } from '#app/catalog';
import type { UsageCondition } from '#app/usages';
import type { Node } from '#main/sources/code/syntax/node.ts';
import { child } from '#main/sources/code/syntax/node.ts';
import type { Scope } from '../module/scope.ts';
import { targetsOf } from '../module/value.ts';
import type { SchemaIndex } from '../schema-index.ts';
import type { FoundUse, Role, Walk } from '../walk/walk.ts';
import { Assembled, assemble, type Filling } from './assemble.ts';
import { Frame, type Names } from './frame.ts';
import { type Piece, templatePieces } from './pieces.ts';
import { type SqlUse, StatementUses } from './statement-uses.ts';
import { type Tree, tree, trees } from './tree.ts';

/** How a piece of SQL is made into a statement, in the order in which it is tried. */
const FRAGMENTS = ['SELECT ', 'SELECT 1 ORDER BY ', 'SELECT 1 ', 'SELECT 1 FROM raingauge_none '];

/** Trees that are kept, some kilobytes each. */
const MOST_KNOWN = 256;

type Answer = { readonly result: unknown } | { readonly error: string };

interface Parsed {
  readonly statements: readonly Tree[];
  readonly assembled: Assembled;
}

/** Finds tables and columns in SQL that stands in code. The grammar must have been loaded. */
export class SqlReader {
  private readonly index: SchemaIndex;
  private readonly answers = new Map<string, Answer>();

  constructor(index: SchemaIndex) {
    this.index = index;
  }

  /**
   * The uses of whole statements; `null` where the text is none, or one about other things. `strict` is for text that
   * only looks like SQL: what no table bears out is a sentence.
   */
  statements(walk: Walk, pieces: readonly Piece[], scope: Scope, strict: boolean): readonly FoundUse[] | null {
    const parsed = this.parse(walk, pieces, scope, ['']);
    if (!parsed) return null;
    const found = new StatementUses(this.namesFor(parsed.assembled));
    for (const each of parsed.statements) found.statement(tree(each.stmt), null);
    if (found.uses.length === 0 || (strict && (found.unknown.length > 0 || selectsNothing(parsed.statements))))
      return null;
    return toUses(found.uses, parsed.assembled);
  }

  /** The uses of a piece of SQL: bare names are columns of the role's tables. */
  fragment(walk: Walk, template: Node, scope: Scope, role: Role): readonly FoundUse[] {
    const quasi = child(template, 'quasi');
    const pieces = quasi ? templatePieces(quasi, walk.text, scope) : [];
    const parsed = this.parse(walk, pieces, scope, FRAGMENTS);
    if (!parsed) return [];
    const found = new StatementUses(this.namesFor(parsed.assembled));
    const frame = new Frame(null);
    for (const id of role.tables) frame.tables.push({ alias: parseObjectId(id).parts[1] ?? '', id });
    for (const each of parsed.statements) {
      const select = tree(tree(each.stmt).SelectStmt);
      const inner = new Frame(frame);
      for (const part of ['targetList', 'whereClause', 'groupClause', 'havingClause', 'sortClause']) {
        found.expression(select[part], inner, role.column);
      }
      const isFrom = select.fromClause !== undefined;
      if (isFrom) found.statement({ SelectStmt: { fromClause: select.fromClause } }, frame);
    }
    // What a fragment selects from has no condition that is known here.
    return toUses(found.uses, parsed.assembled, 'drizzle').map((use) => withoutCondition(use, parsed.assembled));
  }

  /** The uses of a file of SQL, statement by statement, at offsets of the file. */
  statement(sql: string, offset: number): readonly FoundUse[] {
    const assembled = new Assembled(sql, [{ start: 0, offsetOf: (index) => offset + index }], [], false);
    const found = new StatementUses(this.namesFor(assembled));
    for (const each of parseSync(sql).stmts ?? []) found.statement(tree(each.stmt), null);
    return toUses(found.uses, assembled);
  }

  private parse(walk: Walk, pieces: readonly Piece[], scope: Scope, starts: readonly string[]): Parsed | null {
    const fillings = pieces.flatMap((piece): readonly Filling[] => {
      if (piece.is === 'text') return [];
      const targets = targetsOf(walk.evaluator.value(piece.node, scope));
      return [{ target: targets.length === 1 ? (targets[0]?.id ?? null) : null, offset: piece.offset }];
    });
    for (const start of starts) {
      const found = assemble(start, pieces, fillings, this.answerTo);
      if (found) return { statements: trees(found.result), assembled: found.assembled };
    }
    return null;
  }

  /** `now()`, `count(*)` and the like stand in many files: a text is parsed once, as long as not too many are known. */
  private readonly answerTo = (sql: string): Answer => {
    const known = this.answers.get(sql);
    if (known) return known;
    if (this.answers.size >= MOST_KNOWN) this.answers.clear();
    const answer = tryParse(sql);
    this.answers.set(sql, answer);
    return answer;
  };

  private namesFor(assembled: Assembled): Names {
    const { index } = this;
    return {
      table: (schema, name) => {
        const filled = assembled.filled(name);
        if (filled !== null) return filled.startsWith('column:') ? null : filled;
        return index.byName(schema, name);
      },
      column: (table, name) => index.columnByName(table, name),
      filled: (name) => {
        const filled = assembled.filled(name);
        return filled?.startsWith('column:') ? filled : null;
      },
    };
  }
}

function tryParse(sql: string): Answer {
  try {
    return { result: parseSync(sql).stmts ?? [] };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** `select from users` is SQL; nobody writes it. */
function selectsNothing(statements: readonly Tree[]): boolean {
  return statements.some((each) => {
    const select = tree(each.stmt).SelectStmt;
    return select !== undefined && tree(select).fromClause !== undefined && tree(select).targetList === undefined;
  });
}

/** `filledBy` says what a name counts as that code fills in. */
function toUses(uses: readonly SqlUse[], assembled: Assembled, filledBy: FoundUse['via'] = 'sql'): readonly FoundUse[] {
  return uses.map(({ object, kind, location, parts, condition, wholeRow }) => ({
    object,
    kind,
    via: assembled.filled(parts.at(-1) ?? '') === null ? ('sql' as const) : filledBy,
    offset: assembled.offsetOf(location, parts),
    ...(condition === undefined
      ? {}
      : {
          condition: condition === null ? openCondition(assembled) : { columns: condition, opaque: assembled.isOpen },
        }),
    ...(wholeRow ? { wholeRow } : {}),
  }));
}

/** Where code fills in whole clauses, one of them may be the condition. */
function openCondition({ isOpen }: Assembled): UsageCondition | null {
  return isOpen ? { columns: [], opaque: true } : null;
}

function withoutCondition(use: FoundUse, { text }: Assembled): FoundUse {
  if (use.condition === undefined || !text.startsWith('SELECT 1 FROM')) return use;
  return { ...use, condition: { columns: [], opaque: true } };
}
