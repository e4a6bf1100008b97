import type { Name, NamedColumn } from '#app/plan';
import { child, list, type Node, number, only, rangeVar, strings, text } from '../parse-node.ts';
import { columnsIn, columnsOfQuery } from './walk-names.ts';

/** The columns that a parsed statement names and that should be there before it. Places are bytes from its start. */
export function namedColumns(statement: unknown): readonly NamedColumn[] {
  const [type, node] = only(statement);
  return READERS[type]?.(node) ?? [];
}

type Reader = (node: Node) => readonly NamedColumn[];

const READERS: Readonly<Record<string, Reader>> = {
  AlterTableStmt: (node) => {
    const table = rangeVar(node.relation);
    return list(node.cmds).flatMap((each) => ofCommand(table, only(each)[1], number(child(node.relation).location)));
  },
  CreateStmt: (node) =>
    // Its own columns are there with it; those of other tables have to be.
    list(node.tableElts).flatMap((each) => {
      const [type, part] = only(each);
      const constraints = type === 'ColumnDef' ? list(part.constraints).map((one) => only(one)[1]) : [part];
      return constraints.flatMap(referencedColumns);
    }),
  IndexStmt: (node) => {
    const table = rangeVar(node.relation);
    const at = number(child(node.relation).location);
    const keys = [...list(node.indexParams), ...list(node.indexIncludingParams)].map((each) => only(each)[1]);
    return [
      ...keys.flatMap((key) => (text(key.name) === '' ? [] : [{ table, column: text(key.name), at }])),
      ...keys.flatMap((key) => columnsIn(key.expr, table)),
      ...columnsIn(node.whereClause, table),
    ];
  },
  CreatePolicyStmt: policyColumns,
  AlterPolicyStmt: policyColumns,
  CreateTrigStmt: (node) =>
    strings(node.columns).map((column) => ({
      table: rangeVar(node.relation),
      column,
      at: number(child(node.relation).location),
    })),
  RenameStmt: (node) =>
    text(node.renameType) === 'OBJECT_COLUMN' && text(node.relationType) === 'OBJECT_TABLE'
      ? [{ table: rangeVar(node.relation), column: text(node.subname), at: number(child(node.relation).location) }]
      : [],
  CommentStmt: (node) => {
    const names = text(node.objtype) === 'OBJECT_COLUMN' ? strings(child(child(node.object).List).items) : [];
    const column = names.at(-1);
    return column === undefined ? [] : [{ table: [names.at(-3) ?? '', names.at(-2) ?? ''], column, at: 0 }];
  },
  InsertStmt: (node) => [
    ...targets(node.cols, node.relation),
    ...columnsOfQuery(child(child(node.selectStmt).SelectStmt)),
  ],
  UpdateStmt: (node) => {
    const own = targets(node.targetList, node.relation);
    return node.fromClause === undefined
      ? [
          ...own,
          ...[node.targetList, node.whereClause].flatMap((part) =>
            columnsIn(part, rangeVar(node.relation), aliasOf(node.relation)),
          ),
        ]
      : own;
  },
  DeleteStmt: (node) =>
    node.usingClause === undefined ? columnsIn(node.whereClause, rangeVar(node.relation), aliasOf(node.relation)) : [],
  SelectStmt: columnsOfQuery,
  ViewStmt: (node) => columnsOfQuery(child(child(node.query).SelectStmt)),
};

function aliasOf(relation: unknown): string {
  return text(child(child(relation).alias).aliasname) || rangeVar(relation)[1];
}

function targets(columns: unknown, relation: unknown): readonly NamedColumn[] {
  const table = rangeVar(relation);
  return list(columns).flatMap((each) => {
    const target = only(each)[1];
    const column = text(target.name);
    return column === '' ? [] : [{ table, column, at: number(target.location) }];
  });
}

function policyColumns(node: Node): readonly NamedColumn[] {
  return [node.qual, node.with_check].flatMap((part) => columnsIn(part, rangeVar(node.table)));
}

function ofCommand(table: Name, command: Node, at: number): readonly NamedColumn[] {
  const subtype = text(command.subtype);
  const definition = command.def === undefined ? {} : only(command.def)[1];
  const place = number(definition.location) || at;
  if (subtype === 'AT_AddConstraint') {
    const isForeign = text(definition.contype) === 'CONSTR_FOREIGN';
    const columns = strings(isForeign ? definition.fk_attrs : definition.keys);
    return [
      ...columns.map((column) => ({ table, column, at: place })),
      ...columnsIn(definition.raw_expr, table),
      ...referencedColumns(definition),
    ];
  }
  if (subtype === 'AT_AddColumn')
    return list(definition.constraints).flatMap((each) => referencedColumns(only(each)[1]));
  const names = /^AT_(DropColumn|AlterColumnType|SetNotNull|DropNotNull|ColumnDefault)$/.test(subtype);
  // What may be missing (IF EXISTS) is asked for all the same: a wrong spelling is skipped in silence.
  return names && text(command.name) !== '' ? [{ table, column: text(command.name), at: place }] : [];
}

function referencedColumns(constraint: Node): readonly NamedColumn[] {
  if (text(constraint.contype) !== 'CONSTR_FOREIGN') return [];
  const table = rangeVar(constraint.pktable);
  return strings(constraint.pk_attrs).map((column) => ({
    table,
    column,
    at: number(child(constraint.pktable).location),
  }));
}
