import { asCalls, asDatePart } from './as-calls.ts';
import { type Account, DIFFERS, type Ruling, SAME } from './attribute-rule.ts';

/** Until then EXTRACT was a spelling of `date_part` (release notes of PostgreSQL 14). */
const EXTRACT_SINCE = 14;

interface OfAccount {
  readonly account: Account;
}

/** Whether a side's server prints `date_part` for EXTRACT. */
export function printsDatePart({ account }: OfAccount): boolean {
  const { server } = account.catalog;
  return server !== null && server.major < EXTRACT_SINCE;
}

/** What servers print, in words that those of all majors have. */
export function inCommonWords(printed: string, isDatePart: boolean): string {
  return asCalls(isDatePart ? asDatePart(printed) : printed);
}

/** A text that servers print and that is not put to the judge: what one major prints otherwise than another is alike. */
export function comparePrinted(from: string | null, to: string | null, sides: readonly OfAccount[]): Ruling {
  if (from === to) return SAME;
  if (from === null || to === null) return DIFFERS;
  const isDatePart = sides.some(printsDatePart);
  return inCommonWords(from, isDatePart) === inCommonWords(to, isDatePart) ? SAME : DIFFERS;
}
