import { CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { AuditResult, AuditWaiver } from '#app/api';
import { unreadIn } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { ProblemLines } from '#renderer/parts';
import { Badge, Button, Code, Popover } from '#renderer/ui';

/** What keeps the answer from being whole: rules without what they need, waivers that are over, what could not be read. */
export function Notes({ result }: { readonly result: AuditResult }) {
  const silent = result.rules.filter(({ state }) => state === 'not-evaluated' || state === 'failed');
  const { unused, expired } = result.waivers;
  const unread = unreadIn(result.unread);
  if (silent.length + unused.length + expired.length + unread.length === 0) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-sunken px-4 py-1">
      {silent.length > 0 ? (
        <More label={`${countWord(silent.length, 'rule')} not evaluated`}>
          <ul className="flex flex-col gap-1">
            {silent.map(({ id, reason, state }) => (
              <li key={id}>
                <Code className="font-medium">{id}</Code>{' '}
                <span className={state === 'failed' ? 'text-bad' : 'text-muted'}>{reason}</span>
              </li>
            ))}
          </ul>
        </More>
      ) : null}
      {expired.length > 0 ? (
        <More label={`${countWord(expired.length, 'waiver')} over`}>
          <Waivers waivers={expired} says="Its time is over: it counts again." />
        </More>
      ) : null}
      {unused.length > 0 ? (
        <More label={`${countWord(unused.length, 'waiver')} unused`}>
          <Waivers waivers={unused} says="It matches nothing any more: it can go." />
        </More>
      ) : null}
      {unread.length > 0 ? (
        <More icon={TriangleAlert} label={`${countWord(unread.length, 'thing')} could not be read`}>
          <ProblemLines problems={unread} />
        </More>
      ) : null}
    </div>
  );
}

interface MoreProps {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly children: React.ReactNode;
}

function More({ label, icon = CircleHelp, children }: MoreProps) {
  return (
    <Popover
      label={label}
      className="max-h-[420px] w-[560px]"
      trigger={
        <Button size="small" variant="muted" icon={icon}>
          {label}
        </Button>
      }
    >
      <div className="overflow-auto p-3">{children}</div>
    </Popover>
  );
}

function Waivers({ waivers, says }: { readonly waivers: readonly AuditWaiver[]; readonly says: string }) {
  return (
    <>
      <p className="pb-1.5 text-muted">{says}</p>
      <ul className="flex flex-col gap-1.5">
        {waivers.map(({ rule, object, reason, expires }) => (
          <li key={`${rule} ${object}`}>
            <Code className="font-medium">{rule}</Code> <Code>{object}</Code>{' '}
            {expires === null ? null : <Badge>until {expires}</Badge>}
            <p className="text-muted">{reason}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
