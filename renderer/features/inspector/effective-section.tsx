import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { lookupOf } from '#app/catalog';
import { type EffectiveCommand, effectivePolicy, ROW_COMMANDS, type RowPredicate } from '#app/coverage';
import { mostKnowing, rolesOfInterest } from '#renderer/lib/acting-roles.ts';
import { useReadings } from '#renderer/stores';
import { Badge, Select, type Tone } from '#renderer/ui';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** What one role can do to the rows of the table, and why: policies, memberships, grants, ownership, and what leads past them. */
export function EffectiveSection({ subject }: { readonly subject: Subject }) {
  const { catalog, source } = mostKnowing(useReadings(), subject.reading);
  const table = lookupOf(catalog).find(subject.id);
  const roles = rolesOfInterest(catalog);
  const [chosen, setChosen] = useState<string | null>(null);
  const role = chosen !== null && roles.includes(chosen) ? chosen : roles[0];
  if (table?.kind !== 'table' || role === undefined) return null;
  const policy = effectivePolicy(catalog, role, table);
  return (
    <Section title="What a role may do">
      <div className="flex flex-col gap-1.5 px-3 text-sm">
        <div className="flex items-center gap-2">
          <Select
            label="Role"
            value={role}
            onChange={setChosen}
            options={roles.map((value) => ({ value, label: value }))}
            className="min-w-0 flex-1"
          />
          <span className="shrink-0 text-muted">in {source.label}</span>
        </div>
        <p className="[overflow-wrap:anywhere]">{policy.because}</p>
        <ul aria-label="What each command may do" className="flex flex-col gap-1">
          {ROW_COMMANDS.map((command) => (
            <Command key={command} role={role} effective={policy.commands[command]} />
          ))}
        </ul>
        {policy.surroundings.length > 0 ? (
          <ul aria-label="What leads to its rows besides" className="flex flex-col gap-1">
            {policy.surroundings.map(({ object, message, bypasses }) => (
              <li key={`${object} ${message}`} className="flex gap-1.5">
                {bypasses ? (
                  <TriangleAlert
                    role="img"
                    aria-label="Leads past the policies"
                    size={13}
                    strokeWidth={1.75}
                    className="mt-[3px] shrink-0 text-warn"
                  />
                ) : null}
                <span className="min-w-0 [overflow-wrap:anywhere]">{message}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Section>
  );
}

const LETS: Readonly<Record<RowPredicate['lets'], { readonly text: string; readonly tone: Tone }>> = {
  all: { text: 'every row', tone: 'bad' },
  some: { text: 'rows where', tone: 'good' },
  none: { text: 'no row', tone: 'neutral' },
};

interface CommandProps {
  readonly role: string;
  readonly effective: EffectiveCommand;
}

/** A command: whether it is granted, which rows it meets, and which it may leave behind. */
function Command({ role, effective }: CommandProps) {
  const { command, granted, rows, check, policies } = effective;
  const said = rows ?? check;
  const columns = granted?.columns;
  return (
    <li className="flex flex-col gap-0.5">
      <div className="flex items-center gap-1.5">
        <span className="code-text w-14 shrink-0 text-muted uppercase">{command}</span>
        <span className="flex flex-wrap items-center gap-1.5">
          {granted === null ? (
            <Badge>not granted</Badge>
          ) : said ? (
            <Badge tone={LETS[said.lets].tone}>{LETS[said.lets].text}</Badge>
          ) : null}
          {granted && granted.by !== role ? <span className="text-muted">by {granted.by}</span> : null}
          {columns ? <span className="text-muted">of {columns.join(', ')}</span> : null}
        </span>
      </div>
      {granted !== null && rows?.lets === 'some' ? <Predicate label="meets" predicate={rows} /> : null}
      {granted !== null && check?.lets === 'some' && check.sql !== rows?.sql ? (
        <Predicate label="leaves" predicate={check} />
      ) : null}
      {granted !== null && policies.length > 0 ? (
        <p className="pl-4 text-muted text-xs">
          {policies
            .map(({ name, permissive, through }) => {
              const how = through.length > 1 ? ` as ${through.slice(1).join(', ')}` : '';
              return `${name}${permissive ? '' : ' (restrictive)'}${how}`;
            })
            .join(' · ')}
        </p>
      ) : null}
    </li>
  );
}

function Predicate({ label, predicate }: { readonly label: string; readonly predicate: RowPredicate }) {
  return (
    <p className="flex gap-2 pl-4">
      <span className="w-10 shrink-0 text-faint">{label}</span>
      <code className="code-text min-w-0 [overflow-wrap:anywhere]">{predicate.sql}</code>
    </p>
  );
}
