import { quoteIdent, quoteQualified, type Routine } from '#app/catalog';
import { quoteDollar, quoteLiteral } from './quote-literal.ts';
import { renderSetting } from './setting.ts';

/** `FUNCTION public.f(uuid)`: how other statements name a routine. */
export function renderRoutineTarget(routine: Routine): string {
  const word = { function: 'FUNCTION', window: 'FUNCTION', procedure: 'PROCEDURE', aggregate: 'AGGREGATE' }[
    routine.routine
  ];
  return `${word} ${quoteQualified(routine.schema, routine.name)}(${targetArguments(routine)})`;
}

/**
 * Since PostgreSQL 14 a list of types without modes names a procedure by what goes in, or by all of its arguments: two of one name
 * may both be meant. With modes it is what goes in.
 */
function targetArguments({ routine, identityArguments }: Routine): string {
  if (routine === 'aggregate') return identityArguments || '*';
  if (routine !== 'procedure') return identityArguments;
  return identityArguments.replace(/(?:"(?:[^"]|"")*"|[^,"])+/g, (type) => ` IN ${type.trim()}`).trim();
}

export function renderCreateFunction(routine: Routine): string {
  const name = quoteQualified(routine.schema, routine.name);
  if (routine.routine === 'aggregate') {
    const parallel = routine.parallel === 'unsafe' ? '' : `,\n  PARALLEL = ${routine.parallel}`;
    return `CREATE AGGREGATE ${name}(${routine.arguments || '*'}) (\n  ${routine.body}${parallel}\n)`;
  }
  const head = `CREATE ${routine.routine === 'procedure' ? 'PROCEDURE' : 'FUNCTION'} ${name}(${routine.arguments})`;
  const returns = routine.returns === null ? [] : [`RETURNS ${routine.returns}`];
  const lines = [...returns, `LANGUAGE ${quoteIdent(routine.language)}`, ...attributes(routine)];
  return `${head}\n${lines.map((line) => `  ${line}\n`).join('')}${body(routine)}`;
}

function attributes(routine: Routine): readonly string[] {
  const isLowLevel = routine.language === 'c' || routine.language === 'internal';
  const returnsSet = routine.returns !== null && /^(setof|table)\b/i.test(routine.returns);
  return [
    routine.transforms.length === 0
      ? ''
      : `TRANSFORM ${routine.transforms.map((type) => `FOR TYPE ${type}`).join(', ')}`,
    routine.routine === 'window' ? 'WINDOW' : '',
    routine.volatility === 'volatile' ? '' : routine.volatility.toUpperCase(),
    routine.strict ? 'STRICT' : '',
    routine.securityDefiner ? 'SECURITY DEFINER' : '',
    routine.leakproof ? 'LEAKPROOF' : '',
    routine.parallel === 'unsafe' ? '' : `PARALLEL ${routine.parallel.toUpperCase()}`,
    routine.cost === (isLowLevel ? 1 : 100) ? '' : `COST ${routine.cost}`,
    routine.rows === (returnsSet ? 1000 : 0) ? '' : `ROWS ${routine.rows}`,
    routine.support === null ? '' : `SUPPORT ${routine.support}`,
    ...routine.config.map((setting) => `SET ${renderSetting(setting)}`),
  ].filter((attribute) => attribute !== '');
}

function body(routine: Routine): string {
  if (routine.sqlBody) return routine.body.trim();
  if (routine.library !== null) return `AS ${quoteLiteral(routine.library)}, ${quoteLiteral(routine.body)}`;
  if (routine.language === 'internal') return `AS ${quoteLiteral(routine.body)}`;
  return `AS ${quoteDollar(routine.body, routine.routine === 'procedure' ? 'procedure' : 'function')}`;
}
