import { joinStatements, type Statement } from '#app/sql';
import { type Hazard, sayHazard } from './hazards/hazard.ts';

/** A statement with what is dangerous about it. */
export interface PlannedStatement extends Statement {
  readonly hazards: readonly Hazard[];
}

const MADE_FOR = '-- Made by raingauge draft for a schema whose fingerprint is ';

/**
 * The text of a draft: what it was made for, and above each statement what has to be known before it is run. Empty where
 * there is no statement.
 */
export function renderDraft(statements: readonly PlannedStatement[], madeFor: string | null): string {
  if (statements.length === 0) return '';
  const head = madeFor === null ? '' : `${MADE_FOR}${madeFor}\n\n`;
  const texts = statements.map((statement) => `${comments(statement.hazards)}${joinStatements([statement])}`);
  return `${head}${texts.join('\n')}`;
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
