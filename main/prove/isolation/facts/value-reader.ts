import { type Catalog, lookupOf, type Routine, type Table } from '#app/catalog';
import { child, list, type Node, names, only, text } from './node.ts';
import { type RoutineBody, readBody } from './routine-body.ts';
import { type Constant, NOTHING, type SessionTerm, union, type Value } from './session-term.ts';

/** Hears what an expression compares. */
export interface Listener {
  /** Two values stand on either side of an operator; `equal` where it asks for the same. */
  compared(left: Value, right: Value, equal: boolean): void;
  /** A condition looks into a table beside the one that it guards. */
  readsTable(table: Table): void;
  readsRoutine(routine: Routine): void;
}

interface ScopeEntry {
  readonly alias: string;
  readonly table: Table | null;
  /** Of a subquery or a function: what its columns are drawn from. */
  readonly derived: Value;
}

type Scope = readonly (readonly ScopeEntry[])[];
type Variables = ReadonlyMap<string, Value>;

const COMPARISONS = new Set([
  '=',
  '<>',
  '<',
  '>',
  '<=',
  '>=',
  '~~',
  '~~*',
  '!~~',
  '~',
  '~*',
  '@>',
  '<@',
  '&&',
  '?',
  '?|',
]);
const JSON_STEPS = new Set(['->', '->>', '#>', '#>>']);
const SESSION_WORDS = /^SVFOP_(CURRENT_USER|SESSION_USER|CURRENT_ROLE|USER)$/;
const DEPTH = 8;

/** Follows values through an expression: subqueries, joins, and the bodies of functions that it calls. */
export class ValueReader {
  readonly #catalog: Catalog;
  readonly #listener: Listener;
  readonly #bodies = new Map<Routine, RoutineBody | null>();
  readonly #tables = new Map<string, Table[]>();
  readonly #routines = new Map<string, Routine[]>();
  #depth = 0;

  constructor(catalog: Catalog, listener: Listener) {
    this.#catalog = catalog;
    this.#listener = listener;
    for (const table of catalog.objects.table) push(this.#tables, table.name, table);
    for (const routine of catalog.objects.function) push(this.#routines, routine.name, routine);
  }

  /** A condition over a table's rows. */
  condition(node: Node, table: Table): void {
    this.#condition(node, [[{ alias: table.name, table, derived: NOTHING }]], new Map());
  }

  /** A query by itself, as of a view; given as `(SELECT …)`. */
  query(node: Node): void {
    this.#value(node, [], new Map());
  }

  /** What an expression that sees no rows is drawn from. */
  free(node: Node): Value {
    return this.#value(node, [], new Map());
  }

  #condition(node: unknown, scope: Scope, variables: Variables): void {
    const [type, inner] = only(node);
    if (type === 'BoolExpr') {
      const isNot = inner.boolop === 'NOT_EXPR';
      for (const arg of list(inner.args)) {
        if (isNot && only(arg)[0] === 'ColumnRef') this.#asks(this.#value(arg, scope, variables), 'false');
        else this.#condition(arg, scope, variables);
      }
      return;
    }
    if (type === 'NullTest') {
      const value = this.#value(inner.arg, scope, variables);
      if (inner.nulltesttype === 'IS_NULL') this.#asks(value, null);
      return;
    }
    if (type === 'BooleanTest') {
      this.#asks(
        this.#value(inner.arg, scope, variables),
        /NOT_TRUE|IS_FALSE/.test(text(inner.booltesttype)) ? 'false' : 'true',
      );
      return;
    }
    const value = this.#value(node, scope, variables);
    if (type === 'ColumnRef' || type === 'TypeCast') this.#asks(value, 'true');
  }

  /** It holds where the value is this constant. */
  #asks(value: Value, constant: Constant): void {
    if (value.columns.length === 0 && value.terms.length === 0) return;
    this.#listener.compared({ ...value, constants: [] }, { ...NOTHING, constants: [constant] }, true);
  }

  #value(node: unknown, scope: Scope, variables: Variables): Value {
    const [type, inner] = only(node);
    const read = (each: unknown) => this.#value(each, scope, variables);
    switch (type) {
      case 'ColumnRef':
        return this.#column(names(inner.fields), scope, variables);
      case 'ParamRef':
        return variables.get(`$${Number(inner.number ?? 0)}`) ?? NOTHING;
      case 'A_Const':
        return { ...NOTHING, constants: [constantOf(inner)] };
      case 'TypeCast':
        return shaped(read(inner.arg), list(child(inner.typeName).arrayBounds).length > 0 ? 'array' : null);
      case 'SQLValueFunction':
        return SESSION_WORDS.test(text(inner.op)) ? { ...NOTHING, terms: [{ kind: 'role' }] } : NOTHING;
      case 'A_Expr':
        return this.#operation(inner, scope, variables);
      case 'BoolExpr':
      case 'NullTest':
      case 'BooleanTest':
        this.#condition(node, scope, variables);
        return NOTHING;
      case 'SubLink':
        return this.#subquery(inner, scope, variables);
      case 'FuncCall':
        return this.#call(inner, scope, variables);
      case 'CaseExpr':
        return this.#case(inner, scope, variables);
      case 'CoalesceExpr':
      case 'MinMaxExpr':
      case 'RowExpr':
        return union(list(inner.args).map(read));
      case 'A_ArrayExpr':
        return union(list(inner.elements).map(read));
      case 'CollateClause':
      case 'A_Indirection':
        return read(inner.arg);
      default:
        return NOTHING;
    }
  }

  #operation(inner: Node, scope: Scope, variables: Variables): Value {
    const operator = names(inner.name).at(-1) ?? '';
    const left = this.#value(inner.lexpr, scope, variables);
    const rightNode = inner.rexpr;
    const listed = list(child(rightNode).List === undefined ? rightNode : child(child(rightNode).List).items);
    const right =
      listed.length > 0
        ? union(listed.map((each) => this.#value(each, scope, variables)))
        : this.#value(rightNode, scope, variables);
    if (inner.kind === 'AEXPR_NULLIF') return left;
    if (JSON_STEPS.has(operator)) return steppedInto(left, right.constants);
    const isEqual = operator === '=' || operator === '@>' || inner.kind === 'AEXPR_NOT_DISTINCT';
    if (!COMPARISONS.has(operator)) return union([left, right]);
    this.#listener.compared(left, operator === '?' ? shaped(right, 'json-array') : right, isEqual);
    return NOTHING;
  }

  #case(inner: Node, scope: Scope, variables: Variables): Value {
    for (const when of list(inner.args)) this.#condition(child(child(when).CaseWhen).expr, scope, variables);
    const results = list(inner.args).map((when) => this.#value(child(child(when).CaseWhen).result, scope, variables));
    return union([...results, this.#value(inner.defresult, scope, variables)]);
  }

  #subquery(inner: Node, scope: Scope, variables: Variables): Value {
    const value = this.#select(child(child(inner.subselect).SelectStmt), scope, variables);
    if (inner.testexpr === undefined) return text(inner.subLinkType) === 'EXISTS_SUBLINK' ? NOTHING : value;
    this.#listener.compared(this.#value(inner.testexpr, scope, variables), value, true);
    return NOTHING;
  }

  /** What the first column of a query is drawn from. */
  #select(select: Node, outer: Scope, variables: Variables): Value {
    if (select.larg !== undefined || select.rarg !== undefined)
      return union([select.larg, select.rarg].map((side) => this.#select(child(side), outer, variables)));
    const common = list(child(select.withClause).ctes).map((each): ScopeEntry => {
      const { ctename, ctequery } = child(child(each).CommonTableExpr);
      return {
        alias: text(ctename),
        table: null,
        derived: this.#select(child(child(ctequery).SelectStmt), outer, variables),
      };
    });
    const entries = list(select.fromClause).flatMap((item) => this.#from(item, [common, ...outer], variables));
    const scope: Scope = [entries, common, ...outer];
    for (const item of list(select.fromClause)) this.#joins(item, scope, variables);
    this.#condition(select.whereClause, scope, variables);
    return union(
      list(select.targetList).map((target) => this.#value(child(child(target).ResTarget).val, scope, variables)),
    );
  }

  #from(item: unknown, scope: Scope, variables: Variables): readonly ScopeEntry[] {
    const [type, inner] = only(item);
    const alias = text(child(inner.alias).aliasname);
    switch (type) {
      case 'RangeVar': {
        const name = text(inner.relname);
        const common = scope.flat().find((entry) => entry.table === null && entry.alias === name);
        if (common) return [{ ...common, alias: alias || name }];
        const table = this.#tableNamed(text(inner.schemaname), name);
        if (table) this.#listener.readsTable(table);
        return [{ alias: alias || name, table, derived: NOTHING }];
      }
      case 'JoinExpr':
        return [...this.#from(inner.larg, scope, variables), ...this.#from(inner.rarg, scope, variables)];
      case 'RangeSubselect':
        return [
          { alias, table: null, derived: this.#select(child(child(inner.subquery).SelectStmt), scope, variables) },
        ];
      case 'RangeFunction': {
        const calls = list(inner.functions).flatMap((each) => list(child(child(each).List).items));
        return [{ alias, table: null, derived: union(calls.map((call) => this.#value(call, scope, variables))) }];
      }
      default:
        return [];
    }
  }

  #joins(item: unknown, scope: Scope, variables: Variables): void {
    const [type, inner] = only(item);
    if (type !== 'JoinExpr') return;
    this.#condition(inner.quals, scope, variables);
    this.#joins(inner.larg, scope, variables);
    this.#joins(inner.rarg, scope, variables);
  }

  #column(parts: readonly string[], scope: Scope, variables: Variables): Value {
    const column = parts.at(-1) ?? '';
    const alias = parts.at(-2);
    for (const level of scope) {
      for (const entry of level) {
        if (alias !== undefined && entry.alias !== alias) continue;
        const found = entry.table && lookupOf(this.#catalog).columnOf(entry.table.schema, entry.table.name, column);
        if (found) return { ...NOTHING, columns: [{ schema: found.schema, table: found.table, column }] };
        if (entry.table === null && (alias !== undefined || column === entry.alias || !variables.has(column))) {
          if (entry.derived !== NOTHING) return entry.derived;
        }
      }
    }
    return variables.get(column) ?? NOTHING;
  }

  #call(inner: Node, scope: Scope, variables: Variables): Value {
    const parts = names(inner.funcname);
    const name = parts.at(-1) ?? '';
    const args = list(inner.args).map((arg) => {
      const [type, named] = only(arg);
      return this.#value(type === 'NamedArgExpr' ? named.arg : arg, scope, variables);
    });
    const routine = this.#routineNamed(parts, args.length);
    if (routine) return this.#inside(routine, args);
    if (name === 'current_setting') {
      const [setting] = args[0]?.constants ?? [];
      return setting ? { ...NOTHING, terms: [{ kind: 'setting', name: setting, path: [], shape: 'one' }] } : NOTHING;
    }
    if (/^jsonb?_extract_path(_text)?$/.test(name))
      return steppedInto(
        args[0] ?? NOTHING,
        args.slice(1).flatMap(({ constants }) => constants),
      );
    const together = { ...union(args), constants: [] };
    return shaped(together, /^jsonb?_array_elements/.test(name) ? 'json-array' : null);
  }

  /** What a call gives back, and what the routine asks on the way. */
  #inside(routine: Routine, args: readonly Value[]): Value {
    this.#listener.readsRoutine(routine);
    if (this.#depth >= DEPTH) return NOTHING;
    let body = this.#bodies.get(routine);
    if (body === undefined) {
      body = readBody(routine);
      this.#bodies.set(routine, body);
    }
    if (!body) return NOTHING;
    const variables = new Map(boundArguments(routine, args));
    const returned: Value[] = [];
    this.#depth += 1;
    try {
      for (const step of body.steps) {
        if (step.does === 'return-variable') {
          returned.push(variables.get(step.name) ?? NOTHING);
          continue;
        }
        const value =
          step.does === 'expression' ? this.#answer(step.node, variables) : this.#statement(step.node, variables);
        for (const name of step.into) variables.set(name, union([variables.get(name) ?? NOTHING, value]));
        if (step.returns) returned.push(value);
      }
    } finally {
      this.#depth -= 1;
    }
    return union(returned);
  }

  #answer(node: Node, variables: Variables): Value {
    const [type] = only(node);
    if (type === 'BoolExpr') this.#condition(node, [], variables);
    return this.#value(node, [], variables);
  }

  #statement(node: Node, variables: Variables): Value {
    return node.SelectStmt === undefined ? NOTHING : this.#select(child(node.SelectStmt), [], variables);
  }

  #tableNamed(schema: string, name: string): Table | null {
    const found = this.#tables.get(name) ?? [];
    const wanted = schema === '' ? 'public' : schema;
    return found.find((table) => table.schema === wanted) ?? (schema === '' ? (found[0] ?? null) : null);
  }

  #routineNamed(parts: readonly string[], count: number): Routine | null {
    const [name = '', schema] = [...parts].reverse();
    if (schema === 'pg_catalog') return null;
    const found = (this.#routines.get(name) ?? []).filter(
      (routine) => schema === undefined || routine.schema === schema,
    );
    return found.find((routine) => argumentCount(routine) === count) ?? found[0] ?? null;
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const before = map.get(key);
  if (before) before.push(value);
  else map.set(key, [value]);
}

function constantOf({ sval, ival, fval, boolval, isnull }: Node): Constant {
  if (isnull === true) return null;
  if (sval !== undefined) return text(child(sval).sval);
  if (ival !== undefined) return String(child(ival).ival ?? 0);
  if (fval !== undefined) return text(child(fval).fval);
  return boolval === undefined ? null : String(child(boolval).boolval === true);
}

function shaped(value: Value, shape: 'array' | 'json-array' | null): Value {
  if (shape === null) return value;
  const terms = value.terms.map((term): SessionTerm => (term.kind === 'setting' ? { ...term, shape } : term));
  const constants = value.constants.flatMap((each) =>
    shape === 'array' && each?.startsWith('{') ? each.slice(1, -1).split(',') : [each],
  );
  return { ...value, terms, constants };
}

/** `#>> '{app_metadata,org}'` steps into several keys at once. */
function steppedInto(value: Value, keys: readonly Constant[]): Value {
  const steps = keys.flatMap((key) => (key === null ? [] : key.startsWith('{') ? key.slice(1, -1).split(',') : [key]));
  const terms = value.terms.map(
    (term): SessionTerm => (term.kind === 'setting' ? { ...term, path: [...term.path, ...steps] } : term),
  );
  return { terms, columns: value.columns, constants: [] };
}

function argumentCount({ identityArguments }: Routine): number {
  return identityArguments.trim() === '' ? 0 : identityArguments.split(',').length;
}

/** By name and by `$1`. */
export function boundArguments(routine: Routine, args: readonly Value[]): readonly (readonly [string, Value])[] {
  const written = argumentNames(routine);
  return args.flatMap((value, at) => {
    const name = written[at] ?? '';
    return [[`$${at + 1}`, value] as const, ...(name === '' ? [] : [[name, value] as const])];
  });
}

/** The names of the input arguments, empty where one has none. */
export function argumentNames(routine: Routine): readonly string[] {
  const types = routine.identityArguments.split(',').map((type) => type.trim());
  return routine.arguments
    .split(/,(?![^(]*\))/)
    .map((each) => each.trim().replace(/^(IN|INOUT|VARIADIC)\s+/i, ''))
    .filter((each) => each !== '' && !/^OUT\s/i.test(each))
    .map((each, at) => {
      const bare = each.replace(/\s+DEFAULT\s[\s\S]*$/i, '').trim();
      const type = types[at] ?? '';
      return bare === type ? '' : (/^"?([\w$]+)"?\s/.exec(bare)?.[1] ?? '');
    });
}
