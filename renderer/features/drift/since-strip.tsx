import { Check, Sparkle } from 'lucide-react';
import { countWord } from '#renderer/lib/kinds.ts';
import { useDrift } from '#renderer/stores';
import { Button, LiveRegion, Popover } from '#renderer/ui';

/** What is otherwise than when it was looked at last; looking at a difference takes its mark away, the button all. */
export function SinceStrip() {
  const { changes, gone } = useDrift((store) => store.since);
  const acknowledge = useDrift((store) => store.acknowledge);
  const isChangedOnly = useDrift((store) => store.filters.changedOnly);
  const setFilters = useDrift((store) => store.setFilters);
  const added = [...changes.values()].filter((change) => change === 'new').length;
  const parts = [
    added > 0 ? `${added} new` : '',
    changes.size > added ? `${changes.size - added} changed` : '',
    gone.length > 0 ? `${gone.length} gone` : '',
  ].filter(Boolean);
  const text = parts.join(', ');
  return (
    <>
      <LiveRegion text={text === '' ? '' : `Since you looked: ${text}`} />
      {text === '' ? null : (
        <section
          aria-label="Since you looked"
          className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-accent-line border-b bg-accent-soft px-3 text-sm"
        >
          <Sparkle aria-hidden size={13} strokeWidth={1.75} className="text-accent" />
          <span className="tabular min-w-0 flex-1">Since you looked: {text}</span>
          {gone.length > 0 ? (
            <Popover
              label="Differences that are gone"
              className="w-[480px]"
              trigger={
                <Button size="small" variant="quiet">
                  What is gone
                </Button>
              }
            >
              <ul className="overflow-auto py-1">
                {gone.map((difference) => (
                  <li key={difference.key} className="px-3 py-1 [overflow-wrap:anywhere]">
                    <s className="text-muted">{difference.summary}</s>
                  </li>
                ))}
              </ul>
            </Popover>
          ) : null}
          {changes.size > 0 ? (
            <Button
              size="small"
              variant="quiet"
              aria-pressed={isChangedOnly}
              onClick={() => setFilters({ changedOnly: !isChangedOnly })}
            >
              Show only {changes.size === 1 ? 'it' : 'these'}
            </Button>
          ) : null}
          <Button
            size="small"
            icon={Check}
            onClick={() => {
              acknowledge();
              setFilters({ changedOnly: false });
            }}
            aria-label={`Seen: ${countWord(changes.size + gone.length, 'change')}`}
          >
            Seen
          </Button>
        </section>
      )}
    </>
  );
}
