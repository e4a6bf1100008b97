import type { ObjectId } from '#app/catalog';
import type { UsageCondition, UsageKind } from '#app/usages';
import type { Node } from '#main/sources/code/syntax/node.ts';
import type { Evaluator } from '../module/evaluate.ts';
import type { Scope } from '../module/scope.ts';
import type { Value } from '../module/value.ts';
import type { SqlReader } from '../sql/sql-reader.ts';

/** A use as it is found. Offsets are UTF-16, in the file. */
export interface FoundUse {
  readonly object: ObjectId;
  readonly kind: UsageKind;
  readonly via: 'drizzle' | 'sql';
  readonly offset: number;
  readonly condition?: UsageCondition | null;
  readonly wholeRow?: true;
}

/** What a place in the code makes of what is named there. */
export interface Role {
  /** Of a column. */
  readonly column: UsageKind;
  /** Of a table or another object. */
  readonly object: UsageKind;
  /** Tables whose columns may be called by their bare names in SQL. */
  readonly tables: readonly ObjectId[];
}

export const PLAIN: Role = { column: 'passed', object: 'passed', tables: [] };

/** The calls that are made one on another: `db.select().from(users).where(…)`. */
export interface Chain {
  /** Innermost first. */
  readonly calls: readonly Node[];
  readonly names: readonly string[];
  /** The tables that its statement is about. */
  readonly tables: readonly ObjectId[];
  /** The variable that holds the statement, where it is built up in steps. */
  readonly variable: string | null;
}

/** The walk through one file: what visitors share. */
export interface Walk {
  readonly evaluator: Evaluator;
  readonly sql: SqlReader;
  readonly text: string;
  use(use: FoundUse): void;
  visit(node: Node | null, scope: Scope, role: Role, chain?: Chain): void;
  visitAll(nodes: readonly Node[], scope: Scope, role: Role): void;
  /** A function whose parameters are known to stand for something. */
  visitFunction(node: Node, scope: Scope, role: Role, parameters: readonly Parameter[]): void;
  /** Arguments of calls of a method on a variable, anywhere in the file: `conditions.push(…)`. */
  callsOn(variable: string, method: string): readonly Node[];
}

/** What is known of a parameter: its value, or `null`. */
export type Parameter = Value | null;
