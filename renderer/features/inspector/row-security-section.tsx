import type { TableChildren } from '#app/catalog';
import { type CommandCover, ROW_COMMANDS } from '#app/coverage';
import { RLS_LOOKS } from '#app/report';
import { NO_TENANT_SETTINGS, rlsOf } from '#renderer/lib/coverage.ts';
import { StateMark } from '#renderer/parts';
import { useOpenProject } from '#renderer/stores';
import { Badge, classNames, TONE_AREA, type Tone } from '#renderer/ui';
import { PartList } from './part-line.tsx';
import { Nothing, Section } from './section.tsx';
import type { Subject } from './subject.ts';

const COVER_LOOKS: Readonly<Record<CommandCover, { readonly text: string; readonly tone: Tone }>> = {
  tenant: { text: 'by tenant', tone: 'good' },
  open: { text: 'open', tone: 'bad' },
  other: { text: 'not by tenant', tone: 'warn' },
  none: { text: 'no policy', tone: 'neutral' },
};

/** The state of a table's row security with its reasons, what each command is held to, and every policy. */
export function RowSecuritySection({ subject, parts }: { readonly subject: Subject; readonly parts: TableChildren }) {
  const tenant = useOpenProject()?.tenant ?? NO_TENANT_SETTINGS;
  const entry = rlsOf(subject.reading, tenant).tables.get(subject.id);
  const look = entry && RLS_LOOKS[entry.state];
  return (
    <Section
      title="Row security"
      summary={
        look ? (
          <span
            className={classNames(
              'inline-flex h-[18px] items-center gap-1 rounded-sm border px-1.5 font-medium text-xs',
              TONE_AREA[look.tone],
            )}
          >
            <StateMark outline={look.mark} size={11} /> {look.label}
          </span>
        ) : null
      }
    >
      {entry ? (
        <ul className="px-3 pb-1 text-sm">
          {entry.reasons.map((reason) => (
            <li key={reason} className="[overflow-wrap:anywhere]">
              {reason}
            </li>
          ))}
        </ul>
      ) : null}
      {entry && parts.policy.length > 0 ? (
        <dl className="grid grid-cols-2 gap-x-3 px-3 pb-1 text-sm">
          {ROW_COMMANDS.map((command) => {
            const cover = COVER_LOOKS[entry.commands[command]];
            return (
              <div key={command} className="flex items-center gap-1.5 py-0.5">
                <dt className="code-text w-14 text-muted uppercase">{command}</dt>
                <dd>
                  <Badge tone={cover.tone}>{cover.text}</Badge>
                </dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {parts.policy.length === 0 ? <Nothing>No policies.</Nothing> : null}
      <PartList>
        {parts.policy.map((policy) => (
          <li
            key={policy.id}
            className={classNames(
              'flex flex-col gap-0.5 px-3 py-1 text-sm',
              subject.part === policy.id ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <span className="flex items-start gap-2">
              <code className="code-text min-w-0 flex-1 [overflow-wrap:anywhere]">{policy.name}</code>
              {policy.permissive ? null : <Badge tone="accent">restrictive</Badge>}
              <Badge>{policy.command === 'all' ? 'all commands' : policy.command}</Badge>
            </span>
            <span className="text-muted">to {policy.roles.join(', ')}</span>
            <Expression label="using" text={policy.using} />
            <Expression label="check" text={policy.check} />
          </li>
        ))}
      </PartList>
    </Section>
  );
}

function Expression({ label, text }: { readonly label: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <span className="flex gap-2">
      <span className="w-9 shrink-0 text-faint">{label}</span>
      <code className="code-text min-w-0 [overflow-wrap:anywhere]">{text}</code>
    </span>
  );
}
