import { memo } from 'react';
import type { Difference } from '#app/compare';
import { STANDING_LOOKS, STANDINGS } from '#renderer/lib/drift-looks.ts';
import { commonStanding, type Standing, standingOf, standingText } from '#renderer/lib/three-way.ts';
import { StateMark } from '#renderer/parts';
import { classNames, Popover, TONE_TEXT, Truncated } from '#renderer/ui';

/** Every column of marks is as wide: a source's name as far as it fits, and the whole when pointed at. */
const COLUMN = 'w-[66px] shrink-0 slim:w-12';

/** The names of the sources above their columns of marks; what the marks mean is a click away. */
export function StandingHeader({ labels }: { readonly labels: readonly string[] }) {
  return (
    <div className="flex h-6 shrink-0 items-center border-line border-b bg-sunken pr-2 pl-2 text-muted text-xs">
      <span className="flex-1">Object</span>
      <Popover
        label="What the marks mean"
        align="end"
        trigger={
          <button
            type="button"
            aria-label={`Marks for ${labels.join(', ')}: what they mean`}
            className="flex h-full items-center rounded-sm hover:text-text"
          >
            {labels.map((label) => (
              <span key={label} className={classNames(COLUMN, 'text-center text-2xs')}>
                <Truncated text={label} />
              </span>
            ))}
          </button>
        }
      >
        <dl className="grid grid-cols-[auto_auto_1fr] items-center gap-x-2 gap-y-1 p-3">
          {STANDINGS.map((standing) => (
            <div key={standing} className="contents">
              <dt className={TONE_TEXT[STANDING_LOOKS[standing].tone]}>
                <StateMark outline={STANDING_LOOKS[standing].mark} />
              </dt>
              <dt className="font-medium">{STANDING_LOOKS[standing].label}</dt>
              <dd className="text-muted">{STANDING_LOOKS[standing].meaning}</dd>
            </div>
          ))}
        </dl>
      </Popover>
    </div>
  );
}

/** How each source stands in one or many differences. */
export const StandingMarks = memo(function StandingMarks({
  differences,
  labels,
  quiet,
}: {
  readonly differences: readonly Difference[];
  readonly labels: readonly string[];
  /** A group only leads to what differs: the colour is for the differences themselves. */
  readonly quiet?: boolean;
}) {
  const standings = labels.map((label) => [label, standingIn(differences, label)] as const);
  return (
    <span role="img" aria-label={standingText(standings)} className="flex shrink-0">
      {standings.map(([label, standing]) => {
        const { tone, mark } = STANDING_LOOKS[standing];
        const isQuiet = quiet === true || standing === 'same' || standing === 'unread';
        return (
          <span
            key={label}
            className={classNames(COLUMN, 'flex justify-center', isQuiet ? 'text-muted' : TONE_TEXT[tone])}
          >
            <StateMark outline={mark} size={13} />
          </span>
        );
      })}
    </span>
  );
});

const COMMON = new WeakMap<readonly Difference[], Map<string, Standing>>();

/** What they have in common, kept for each list: the tree is drawn anew at every key press. */
function standingIn(differences: readonly Difference[], label: string): Standing {
  let known = COMMON.get(differences);
  if (!known) {
    known = new Map();
    COMMON.set(differences, known);
  }
  let standing = known.get(label);
  if (standing === undefined) {
    standing = commonStanding(new Set(differences.map((difference) => standingOf(difference, label))));
    known.set(label, standing);
  }
  return standing;
}
