import { objectName } from '#renderer/lib/object-name.ts';
import { OriginLink } from '#renderer/parts';
import { resultOf, useDrift, useStores } from '#renderer/stores';
import { Badge } from '#renderer/ui';
import { Section } from './section.tsx';
import type { Subject } from './subject.ts';

/** Where the compared sources disagree about the subject and its parts; each leads to its difference. */
export function DifferencesSection({ subject }: { readonly subject: Subject }) {
  const { drift, navigation } = useStores();
  const result = useDrift((state) => resultOf(state.state));
  if (!result) return null;
  const own = objectName(subject.id);
  const found = result.differences.filter(({ object }) => {
    if (object === subject.id) return true;
    const other = objectName(object);
    return own.schema !== null && other.schema === own.schema && other.table !== null && other.table === own.name;
  });
  const differences = [...found].sort((a, b) => Number(b.counts) - Number(a.counts));
  return (
    <Section
      title="Differences"
      count={differences.length}
      summary={<span className="text-faint text-sm">{`${result.from} ↔ ${result.to}`}</span>}
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
                  drift.getState().focus(difference.key);
                  navigation.getState().go({ view: 'drift', object: difference.object });
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
