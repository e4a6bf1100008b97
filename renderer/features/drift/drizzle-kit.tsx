import { Flame, type LucideIcon, MessageCircleQuestionMark, Minus, PencilLine, Plus } from 'lucide-react';
import type { KitFact } from '#app/compare';
import { Badge, CodeBlock, classNames, type Tone } from '#renderer/ui';

interface KitLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const KIT_LOOKS: Readonly<Record<KitFact['verdict'], KitLook>> = {
  drops: { label: 'drops it', icon: Flame, tone: 'bad' },
  weakens: { label: 'weakens it', icon: Flame, tone: 'bad' },
  asks: { label: 'asks, then may drop it', icon: MessageCircleQuestionMark, tone: 'warn' },
  alters: { label: 'changes it', icon: PencilLine, tone: 'neutral' },
  creates: { label: 'creates it', icon: Plus, tone: 'neutral' },
  ignores: { label: 'does not see it', icon: Minus, tone: 'neutral' },
};

/** What the project's drizzle-kit would do about a difference, by command, with the statement. */
export function DrizzleKit({ facts }: { readonly facts: readonly KitFact[] }) {
  if (facts.length === 0) return null;
  return (
    <section aria-label="What drizzle-kit would do" className="shrink-0">
      <h3 className="mb-1 text-muted">What drizzle-kit {facts[0]?.line} would do</h3>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {facts.map((fact) => {
          const { label, icon, tone } = KIT_LOOKS[fact.verdict];
          const isGrave = tone === 'bad';
          return (
            <li
              key={fact.command}
              className={classNames('flex flex-col gap-1 px-3 py-1.5', isGrave && 'border-l-2 border-l-bad')}
            >
              <p className="flex flex-wrap items-center gap-2">
                <span className="code-text font-medium">drizzle-kit {fact.command}</span>
                <Badge tone={tone} icon={icon}>
                  {label}
                </Badge>
                <span className="min-w-0 text-muted">{fact.reason}</span>
              </p>
              {fact.statement === null ? null : (
                <CodeBlock label={`Statement of drizzle-kit ${fact.command}`}>{fact.statement}</CodeBlock>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
