import { CircleCheck, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { AuditResult, Severity } from '#app/api';
import { countWord, formatCount } from '#renderer/lib/kinds.ts';
import { classNames, TONE_MARK, TONE_TEXT, type Tone, Tooltip } from '#renderer/ui';
import { SEVERITIES, SEVERITY_LOOKS } from './looks.ts';

interface Headline {
  readonly text: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

/** How the schema is, in one line: by the gravest that is open. */
export function headline({ totals, complete }: Pick<AuditResult, 'totals' | 'complete'>): Headline {
  const { critical, high } = totals.bySeverity;
  const partly = complete ? '' : ' in what could be read';
  const grave = [
    ...(critical > 0 ? [`${formatCount(critical)} critical`] : []),
    ...(high > 0 ? [`${formatCount(high)} high`] : []),
  ];
  if (grave.length > 0) {
    const icon = critical > 0 ? OctagonAlert : TriangleAlert;
    const noun = critical + high === 1 ? 'finding' : 'findings';
    return { text: `${grave.join(' and ')} ${noun} open${partly}`, icon, tone: critical > 0 ? 'bad' : 'warn' };
  }
  if (totals.open > 0) {
    const light = complete ? `, ${totals.open === 1 ? 'not grave' : 'none of them grave'}` : partly;
    return { text: `${countWord(totals.open, 'finding')} open${light}`, icon: TriangleAlert, tone: 'warn' };
  }
  const text = complete ? 'Nothing is open' : `Nothing is open${partly}`;
  return { text, icon: CircleCheck, tone: complete ? 'good' : 'warn' };
}

export function Answer({ result }: { readonly result: AuditResult }) {
  const { text, icon: Icon, tone } = headline(result);
  const { totals } = result;
  const waived = totals.byDesign + totals.deferred;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <h2 className="flex items-center gap-2 font-semibold text-xl">
        <Icon aria-hidden size={20} strokeWidth={1.75} className={TONE_TEXT[tone]} />
        <span className="tabular">{text}</span>
      </h2>
      <SeverityBar counts={totals.bySeverity} total={totals.open} />
      {waived > 0 ? (
        <p className="tabular text-muted">
          {formatCount(waived)} waived
          {totals.deferred > 0 ? `, ${formatCount(totals.deferred)} of them put off` : ''}
        </p>
      ) : null}
      {result.baseline === null ? null : (
        <p className="tabular text-muted">
          {formatCount(totals.new)} new, {formatCount(totals.resolved)} put right since {result.baseline}
        </p>
      )}
    </div>
  );
}

/** How the open findings divide, drawn to scale and in words. */
function SeverityBar({
  counts,
  total,
}: {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly total: number;
}) {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (total === 0) return null;
  const text = parts.map((severity) => `${formatCount(counts[severity])} ${severity}`).join(', ');
  return (
    <Tooltip content={text}>
      <span role="img" aria-label={text} className="flex h-2 w-36 gap-px overflow-hidden rounded-sm">
        {parts.map((severity) => (
          <span
            key={severity}
            className={classNames('h-full min-w-[3px]', TONE_MARK[SEVERITY_LOOKS[severity].tone])}
            style={{ flexGrow: counts[severity] }}
          />
        ))}
      </span>
    </Tooltip>
  );
}
