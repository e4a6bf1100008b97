import { joinStatements, type Statement } from '#app/sql';
import { type Hazard, sayHazard } from './hazards/hazard.ts';

/** A statement with what is dangerous about it. */
export interface PlannedStatement extends Statement {
  readonly hazards: readonly Hazard[];
  /** Of an online draft, when it is run: 1 is the migration; what comes after is run by hand, in order. */
  readonly step?: number;
}

const MADE_FOR = '-- Made by raingauge draft for a schema whose fingerprint is ';

/**
 * The text of a draft: what it was made for, and above each statement what has to be known before it is run. Empty where
 * there is no statement.
 */
export function renderDraft(statements: readonly PlannedStatement[], madeFor: string | null): string {
  if (statements.length === 0) return '';
  const head = madeFor === null ? '' : `${MADE_FOR}${madeFor}\n\n`;
  return `${head}${statements.map(renderStatement).join('\n')}`;
}

/** One statement, with what has to be known of it above, and its semicolon. */
export function renderStatement(statement: PlannedStatement): string {
  return `${comments(statement.hazards)}${joinStatements([statement])}`;
}

/** The steps of a draft, each with its text: the migration first. One where nothing has to be run by hand. */
export function renderSteps(statements: readonly PlannedStatement[], madeFor: string | null): readonly string[] {
  const steps = [...new Set(statements.map(({ step = 1 }) => step))].sort((a, b) => a - b);
  if (steps.length <= 1) return [renderDraft(statements, madeFor)];
  return steps.map((step, at) => {
    const own = statements.filter((statement) => (statement.step ?? 1) === step);
    const isOutside = own.some(({ hazards }) => hazards.some(({ kind }) => kind === 'outside-transaction'));
    const how = isOutside
      ? 'outside of any transaction, since it builds or drops indexes while others write'
      : 'statement by statement, so that each lock is short';
    const head =
      at === 0
        ? `-- Step 1 of ${steps.length}: the migration.\n\n`
        : `-- Step ${at + 1} of ${steps.length}: by hand, ${how}.\n\n`;
    return `${head}${renderDraft(own, at === 0 ? madeFor : null)}`;
  });
}

/** The way back. What the way there loses comes back empty: that is said first. */
export function renderDown(up: readonly PlannedStatement[], down: readonly PlannedStatement[]): string {
  const lost = up.flatMap(({ hazards }) => hazards.filter((hazard) => hazard.kind === 'data-loss'));
  const head = lost.map((hazard) => `-- The way there ${sayHazard(hazard)}; the way back brings none of it.\n`);
  return `${head.join('')}${renderDraft(down, null)}`;
}

/** The fingerprint that a draft's text says it was made for, or `null`. */
export function madeForIn(sql: string): string | null {
  const line = sql.split('\n').find((one) => one.startsWith(MADE_FOR));
  return line?.slice(MADE_FOR.length).trim() ?? null;
}

function comments(hazards: readonly Hazard[]): string {
  return hazards
    .filter((hazard) => hazard.kind !== 'irreversible' && (hazard.kind !== 'lock' || isFelt(hazard.blocks)))
    .map((hazard) => `-- ${sayHazard(hazard).replace(/\s+/g, ' ')}\n`)
    .join('');
}

function isFelt(blocks: string): boolean {
  return blocks === 'reads and writes' || blocks === 'writes';
}
