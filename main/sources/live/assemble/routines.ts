import { functionId, type ObjectId, type Routine } from '#app/catalog';
import type { CatalogRows } from '../queries/all.ts';
import type { AggregateRow, RoutineRow } from '../queries/routines.ts';
import type { Names } from './names.ts';

const KINDS = { f: 'function', p: 'procedure', w: 'window', a: 'aggregate' } as const;
const VOLATILITIES = { i: 'immutable', s: 'stable', v: 'volatile' } as const;
const PARALLEL = { u: 'unsafe', r: 'restricted', s: 'safe' } as const;

export function routineId(row: RoutineRow, names: Names): ObjectId {
  return functionId(names.schema(row.schema), row.name, row.identity_arguments);
}

export function assembleRoutines(rows: CatalogRows, names: Names): Routine[] {
  const aggregates = new Map(rows.aggregates.map((row) => [row.routine, row]));
  return rows.routines.flatMap((row): Routine[] => {
    const id = routineId(row, names);
    if (names.ofExtension('pg_proc', row.oid, id)) return [];
    const aggregate = aggregates.get(row.oid);
    return [
      {
        kind: 'function',
        ...names.base(id, names.comment('pg_proc', row.oid)),
        owner: names.role(row.owner),
        schema: names.schema(row.schema),
        name: row.name,
        routine: KINDS[row.kind],
        identityArguments: row.identity_arguments,
        arguments: row.arguments,
        returns: row.kind === 'p' ? null : row.result,
        language: row.language,
        body: aggregate ? aggregateOptions(aggregate) : (row.sql_body ?? row.source),
        sqlBody: row.sql_body !== null,
        library: row.library,
        volatility: VOLATILITIES[row.volatility],
        strict: row.strict,
        securityDefiner: row.security_definer,
        leakproof: row.leakproof,
        parallel: PARALLEL[row.parallel],
        cost: row.cost,
        rows: row.rows,
        support: row.support,
        transforms: row.transforms ?? [],
        config: row.config ?? [],
      },
    ];
  });
}

const MODIFIES = { r: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' } as const;

/** The options of CREATE AGGREGATE, one a line, in the manual's order; what is the default is left out. */
function aggregateOptions(row: AggregateRow): string {
  // Ordered-set aggregates may keep state between calls unless they say otherwise.
  const usual = row.kind === 'n' ? 'r' : 'w';
  const options: readonly (readonly [string, string | null])[] = [
    ['SFUNC', row.transition],
    ['STYPE', row.transition_type],
    ['SSPACE', number(row.transition_space)],
    ['FINALFUNC', row.final],
    ['FINALFUNC_EXTRA', row.final_extra ? '' : null],
    ['FINALFUNC_MODIFY', row.final !== null && row.final_modify !== usual ? MODIFIES[row.final_modify] : null],
    ['COMBINEFUNC', row.combine],
    ['SERIALFUNC', row.serialize],
    ['DESERIALFUNC', row.deserialize],
    ['INITCOND', literal(row.initial)],
    ['MSFUNC', row.moving_transition],
    ['MINVFUNC', row.moving_inverse],
    ['MSTYPE', row.moving_type],
    ['MSSPACE', number(row.moving_space)],
    ['MFINALFUNC', row.moving_final],
    ['MFINALFUNC_EXTRA', row.moving_final_extra ? '' : null],
    [
      'MFINALFUNC_MODIFY',
      row.moving_final !== null && row.moving_final_modify !== usual ? MODIFIES[row.moving_final_modify] : null,
    ],
    ['MINITCOND', literal(row.moving_initial)],
    ['SORTOP', row.sort_operator === null ? null : `OPERATOR(${row.sort_operator})`],
    ['HYPOTHETICAL', row.kind === 'h' ? '' : null],
  ];
  return options
    .filter(([, value]) => value !== null)
    .map(([name, value]) => (value === '' ? name : `${name} = ${value}`))
    .join(',\n  ');
}

function number(value: number): string | null {
  return value === 0 ? null : String(value);
}

/** `''` would read as an option without a value, so a literal is never empty text here: it has its quotes. */
function literal(value: string | null): string | null {
  return value === null ? null : `'${value.replaceAll("'", "''")}'`;
}
