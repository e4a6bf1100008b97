import { ownerOf } from '#renderer/lib/drift-owner.ts';
import { formatCount } from '#renderer/lib/kinds.ts';
import { OriginLink } from '#renderer/parts';
import { resultOf, useDrift, useStores } from '#renderer/stores';
import { Badge } from '#renderer/ui';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** Where the compared sources disagree about the subject and its parts; each leads to its difference. */
export function DifferencesSection({ subject }: { readonly subject: Subject }) {
  const { navigation } = useStores();
  const result = useDrift((state) => resultOf(state.state));
  if (!result) return null;
  const found = result.differences.filter(
    (difference) => difference.object === subject.id || ownerOf(difference).id === subject.id,
  );
  const differences = [...found].sort((a, b) => Number(b.counts) - Number(a.counts));
  const counting = found.filter(({ counts }) => counts).length;
  const rest = found.length - counting;
  return (
    <Section
      title="Differences"
      count={counting}
      summary={
        <span className="tabular text-faint text-sm">
          {rest > 0 ? `and ${formatCount(rest)} that ${rest === 1 ? 'does' : 'do'} not count · ` : ''}
          {result.from} ↔ {result.to}
        </span>
      }
    >
      {differences.length === 0 ? (
        <p className="px-3 text-faint text-sm">
          {result.from} and {result.to} agree.
        </p>
      ) : null}
      <ul>
        {differences.map((difference) => {
          const origin = Object.values(difference.states)
            .filter((state) => state.present)
            .flatMap((state) => state.origins)
            .find((entry) => entry.file);
          return (
            <li key={difference.key} className="flex flex-col gap-0.5 px-3 py-1 text-sm hover:bg-hover">
              <button
                type="button"
                className="text-left [overflow-wrap:anywhere] hover:underline"
                onClick={() => {
                  navigation.getState().go({ view: 'drift', object: difference.object, at: difference.key });
                }}
              >
                {difference.summary}
              </button>
              <span className="flex flex-wrap items-center gap-1.5">
                <Badge tone={difference.counts ? 'special' : 'neutral'}>{difference.class}</Badge>
                {difference.destroyedBy.map((command) => (
                  <Badge key={command} tone="bad">
                    {command} would destroy it
                  </Badge>
                ))}
                {origin ? <OriginLink origin={origin} short /> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
