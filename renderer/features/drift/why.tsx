import type { ReactNode } from 'react';
import type { DriftResult } from '#app/api';
import type { Difference } from '#app/compare';
import { Code } from '#renderer/ui';
import { CLASS_LOOKS, VERDICT_LOOKS } from './classes.ts';
import { valueText } from './difference-text.ts';

export interface WhyProps {
  readonly difference: Difference;
  readonly result: DriftResult;
}

/** Why a difference counts or does not: the rule, what the judge made of the texts, who is wrong, and who excused it. */
export function Why({ difference, result }: WhyProps) {
  const { waiver } = difference;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <Line term={difference.counts ? 'Why it counts' : 'Why it does not count'}>
        {waiver ? `It is waived: ${waiver.reason}` : difference.reason}
        {waiver ? (
          <span className="text-muted">
            {waiver.owner === null ? '' : ` By ${waiver.owner}.`}
            {waiver.expires === null ? ' Without an end.' : ` Until ${waiver.expires}.`}
          </span>
        ) : null}
      </Line>
      <Line term="Class">
        {CLASS_LOOKS[difference.class].label}.{' '}
        <span className="text-muted">{CLASS_LOOKS[difference.class].meaning}</span>
      </Line>
      <Line term="Verdict">
        {VERDICT_LOOKS[difference.verdict].label}.{' '}
        <span className="text-muted">{VERDICT_LOOKS[difference.verdict].meaning}</span>
      </Line>
      <Judged difference={difference} judge={result.judgedBy} />
    </dl>
  );
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** The texts as one server prints both of them: only where these differ too does the difference stand. */
function Judged({ difference, judge }: { readonly difference: Difference; readonly judge: string | null }) {
  const asked = Object.entries(difference.states).filter(([, state]) => state.deparsed !== null);
  if (asked.length === 0) return null;
  return (
    <Line term="As judged">
      <p className="text-muted">One server built both texts and prints them unlike. {judge}.</p>
      <table className="mt-1 w-full table-fixed border-collapse text-left">
        <caption className="sr-only">What was written, and how the judge prints it</caption>
        <thead className="text-muted text-sm">
          <tr>
            <th scope="col" className="w-24 font-normal">
              source
            </th>
            <th scope="col" className="font-normal">
              written
            </th>
            <th scope="col" className="font-normal">
              printed
            </th>
          </tr>
        </thead>
        <tbody>
          {asked.map(([label, state]) => (
            <tr key={label} className="border-line border-t align-top">
              <th scope="row" className="py-0.5 font-normal">
                {label}
              </th>
              <td className="py-0.5 pr-3">
                <Code className="[overflow-wrap:anywhere]">{valueText(state.value)}</Code>
              </td>
              <td className="py-0.5">
                <Code className="[overflow-wrap:anywhere]">{state.deparsed}</Code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Line>
  );
}
