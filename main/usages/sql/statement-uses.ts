import type { ObjectId } from '#app/catalog';
import type { UsageKind } from '#app/usages';
import { definitionsOf } from './definitions.ts';
import { Frame, findColumn, type Names } from './frame.ts';
import { location, names as namesIn, only, type Tree, text, tree, trees } from './tree.ts';

/** A use that a statement makes; `location` is a byte of the name (or of what it is qualified by). */
export interface SqlUse {
  readonly object: ObjectId;
  readonly kind: UsageKind;
  readonly location: number;
  /** The names that are written there, qualified. */
  readonly parts: readonly string[];
  /** Of statements: the columns they are restricted by. */
  readonly condition?: readonly ObjectId[] | null;
  readonly wholeRow?: true;
}

/** A table of a statement, whose condition is known at its end. */
interface Target {
  readonly use: SqlUse;
  readonly alias: string;
}

/** Finds the tables and columns of parsed statements. */
export class StatementUses {
  readonly uses: SqlUse[] = [];
  /** Bare columns that no table of their statement has. */
  readonly unknown: string[] = [];
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  statement(node: Tree, outer: Frame | null): void {
    const [type, content] = only(node);
    const read = this.readers[type];
    if (read) read(content, outer);
    else {
      for (const { schema, name, location: at } of definitionsOf(type, content)) {
        const object = this.names.table(schema, name);
        const kind = type === 'TruncateStmt' ? 'truncate' : type === 'RefreshMatViewStmt' ? 'refresh' : 'definition';
        if (object === null) continue;
        const parts = schema === null ? [name] : [schema, name];
        const restriction = kind === 'truncate' ? { condition: null } : {};
        this.uses.push({ object, kind, location: at, parts, ...restriction });
      }
    }
  }

  /** An expression that stands by itself. */
  expression(node: unknown, frame: Frame, kind: UsageKind, into: ObjectId[] = []): void {
    if (Array.isArray(node)) {
      for (const each of node) this.expression(each, frame, kind, into);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const content = node as Tree;
    if ('ColumnRef' in content) this.column(tree(content.ColumnRef), frame, kind, into);
    else if ('SelectStmt' in content) this.statement(content, frame);
    else for (const value of Object.values(content)) this.expression(value, frame, kind, into);
  }

  private column(ref: Tree, frame: Frame, kind: UsageKind, into: ObjectId[]): void {
    const parts = namesIn(ref.fields);
    if (parts.at(-1) === '*') return;
    const object = findColumn(parts, frame, this.names);
    if (object === null) {
      if (parts.length === 1) this.unknown.push(parts[0] ?? '');
      return;
    }
    into.push(object);
    this.uses.push({ object, kind, location: location(ref), parts });
  }

  private readonly readers: Readonly<Record<string, (content: Tree, outer: Frame | null) => void>> = {
    SelectStmt: (content, outer) => this.select(content, outer),
    InsertStmt: (content, outer) => this.insert(content, outer),
    UpdateStmt: (content, outer) => this.change('update', content, outer),
    DeleteStmt: (content, outer) => this.change('delete', content, outer),
    MergeStmt: (content, outer) => this.merge(content, outer),
    CopyStmt: (content, outer) => this.copy(content, outer),
    ExplainStmt: (content, outer) => this.statement(tree(content.query), outer),
    PrepareStmt: (content, outer) => this.statement(tree(content.query), outer),
    DeclareCursorStmt: (content, outer) => this.statement(tree(content.query), outer),
    CreateTableAsStmt: (content, outer) => this.statement(tree(content.query), outer),
  };

  private begin(content: Tree, outer: Frame | null): Frame {
    const frame = new Frame(outer);
    for (const each of trees(tree(content.withClause).ctes)) {
      const query = tree(each.CommonTableExpr);
      frame.queries.add(text(query.ctename));
      this.statement(tree(query.ctequery), frame);
    }
    return frame;
  }

  private select(content: Tree, outer: Frame | null): void {
    const frame = this.begin(content, outer);
    for (const side of [content.larg, content.rarg]) {
      // The sides of a UNION are statements without a wrapper.
      if (side !== undefined) this.select(tree(side), frame);
    }
    const condition: ObjectId[] = [];
    const targets = trees(content.fromClause).flatMap((item) => this.from(item, frame, 'select', condition));
    this.expression(content.targetList, frame, 'selected');
    this.expression(content.distinctClause, frame, 'selected');
    this.expression(content.valuesLists, frame, 'selected');
    this.expression(content.whereClause, frame, 'filtered', condition);
    this.expression(content.groupClause, frame, 'grouped');
    this.expression(content.havingClause, frame, 'filtered');
    this.expression(content.windowClause, frame, 'ordered');
    this.expression(content.sortClause, frame, 'ordered');
    this.end(targets, content.whereClause, condition, starsOf(content.targetList));
  }

  /** Notes the tables of a statement with what restricts it. */
  private end(
    targets: readonly Target[],
    where: unknown,
    condition: readonly ObjectId[],
    stars: readonly string[],
  ): void {
    const columns = where === undefined ? null : [...new Set(condition)].sort();
    for (const { use, alias } of targets) {
      const isWhole = stars.includes('') || stars.includes(alias);
      this.uses.push({ ...use, condition: columns, ...(isWhole ? { wholeRow: true } : {}) });
    }
  }

  /** The tables of a FROM item. What joins are on counts as a restriction. */
  private from(item: Tree, frame: Frame, kind: UsageKind, condition: ObjectId[]): readonly Target[] {
    const [type, content] = only(item);
    if (type === 'RangeVar') return this.table(content, frame, kind);
    if (type === 'JoinExpr') {
      const targets = [
        ...this.from(tree(content.larg), frame, kind, condition),
        ...this.from(tree(content.rarg), frame, 'join', condition),
      ];
      this.expression(content.quals, frame, 'joined', condition);
      return targets;
    }
    frame.tables.push({ alias: text(tree(content.alias).aliasname), id: null });
    if (type === 'RangeSubselect') this.statement(tree(content.subquery), frame);
    else this.expression(content, frame, 'selected');
    return [];
  }

  private table(range: Tree, frame: Frame, kind: UsageKind): readonly Target[] {
    const name = text(range.relname);
    const schema = text(range.schemaname) || null;
    const alias = text(tree(range.alias).aliasname) || name;
    const object = schema === null && frame.isQuery(name) ? null : this.names.table(schema, name);
    frame.tables.push({ alias, id: object });
    if (object === null) return [];
    return [
      { alias, use: { object, kind, location: location(range), parts: schema === null ? [name] : [schema, name] } },
    ];
  }

  private insert(content: Tree, outer: Frame | null): void {
    const frame = this.begin(content, outer);
    // The rows come from a statement of their own, which does not see the table.
    const source = tree(content.selectStmt);
    const inner = new Frame(frame);
    if (Object.keys(source).length > 0) this.statement(source, inner);
    const [target] = this.table(tree(content.relation), frame, 'insert');
    const columns = trees(content.cols);
    this.targets(columns, target, 'inserted');
    const conflict = tree(content.onConflictClause);
    const inferred = tree(conflict.infer);
    for (const element of trees(inferred.indexElems)) {
      this.named(text(tree(element.IndexElem).name), target, 'conflict', location(inferred));
    }
    this.targets(trees(conflict.targetList), target, 'set');
    const own = new Frame(frame);
    own.tables.push({ alias: 'excluded', id: null });
    for (const part of trees(conflict.targetList)) this.expression(tree(part.ResTarget).val, frame, 'selected');
    this.expression(conflict.whereClause, own, 'filtered');
    this.returning(content, frame);
    if (target) this.uses.push({ ...target.use, ...(columns.length === 0 ? { wholeRow: true as const } : {}) });
  }

  private change(kind: 'update' | 'delete', content: Tree, outer: Frame | null): void {
    const frame = this.begin(content, outer);
    const condition: ObjectId[] = [];
    const own = this.table(tree(content.relation), frame, kind);
    const others = trees(content.fromClause ?? content.usingClause).flatMap((item) =>
      this.from(item, frame, 'join', condition),
    );
    this.targets(trees(content.targetList), own[0], 'set');
    for (const part of trees(content.targetList)) this.expression(tree(part.ResTarget).val, frame, 'selected');
    this.expression(content.whereClause, frame, 'filtered', condition);
    this.returning(content, frame);
    this.end([...own, ...others], content.whereClause, condition, []);
  }

  private merge(content: Tree, outer: Frame | null): void {
    const frame = this.begin(content, outer);
    const condition: ObjectId[] = [];
    const own = this.table(tree(content.relation), frame, 'update');
    const others = this.from(tree(content.sourceRelation), frame, 'join', condition);
    this.expression(content.joinCondition, frame, 'joined', condition);
    for (const when of trees(content.mergeWhenClauses)) {
      const clause = tree(when.MergeWhenClause);
      this.targets(trees(clause.targetList), own[0], text(clause.commandType) === 'CMD_INSERT' ? 'inserted' : 'set');
      for (const part of trees(clause.targetList)) this.expression(tree(part.ResTarget).val, frame, 'selected');
      this.expression(clause.condition, frame, 'filtered');
    }
    this.end([...own, ...others], content.joinCondition, condition, []);
  }

  private copy(content: Tree, outer: Frame | null): void {
    if (content.query !== undefined) this.statement(tree(content.query), outer);
    const kind = content.is_from === true ? 'insert' : 'select';
    const [target] = this.table(tree(content.relation), new Frame(outer), kind);
    if (!target) return;
    const columns = namesIn(content.attlist);
    for (const name of columns) {
      this.named(name, target, kind === 'insert' ? 'inserted' : 'selected', target.use.location);
    }
    this.uses.push({ ...target.use, ...(columns.length === 0 ? { wholeRow: true as const } : {}) });
  }

  private returning(content: Tree, frame: Frame): void {
    // PostgreSQL 18 wraps the list in a clause of its own.
    this.expression(content.returningList ?? tree(content.returningClause).exprs, frame, 'returned');
  }

  /** Columns that are given a value, by name. */
  private targets(list: readonly Tree[], target: Target | undefined, kind: UsageKind): void {
    for (const each of list) {
      const column = tree(each.ResTarget);
      this.named(text(column.name), target, kind, location(column));
    }
  }

  private named(name: string, target: Target | undefined, kind: UsageKind, at: number): void {
    if (!target || name === '') return;
    const object = this.names.filled(name) ?? this.names.column(target.use.object, name);
    if (object !== null) this.uses.push({ object, kind, location: at, parts: [name] });
  }
}

/** What `*` stands before: `''` for all tables. */
function starsOf(list: unknown): readonly string[] {
  return trees(list).flatMap((each) => {
    const parts = namesIn(tree(tree(tree(each.ResTarget).val).ColumnRef).fields);
    return parts.at(-1) === '*' ? [parts.at(-2) ?? ''] : [];
  });
}
