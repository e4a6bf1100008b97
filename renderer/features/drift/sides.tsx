import type { Difference, SideState } from '#app/compare';
import { STANDING_LOOKS } from '#renderer/lib/drift-looks.ts';
import { qualifiedText } from '#renderer/lib/object-name.ts';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import { standingOf } from '#renderer/lib/three-way.ts';
import { OriginLink, OriginLinks, StateMark } from '#renderer/parts';
import { Code, classNames, TONE_TEXT } from '#renderer/ui';
import { sideText, sideTexts } from './difference-text.ts';

export interface SidesProps {
  readonly difference: Difference;
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

/** What each source says of it and where, beside each other in the order of the tree's marks. */
export function Sides({ difference, from, to, labels }: SidesProps) {
  const [before, after] = sideTexts(difference.states[from], difference.states[to]);
  const texts = new Map([
    [from, before],
    [to, after],
  ]);
  return (
    <div
      className="grid min-w-0 shrink-0 overflow-hidden rounded-md border border-line"
      style={{ gridTemplateColumns: `repeat(${labels.length}, minmax(0, 1fr))` }}
    >
      {labels.map((label, index) => {
        const state = difference.states[label];
        return (
          <section
            key={label}
            aria-label={`In ${label}`}
            className={classNames('min-w-0', index > 0 && 'border-line border-l')}
          >
            <Heading difference={difference} label={label} />
            <div className="flex flex-col gap-2 px-3 py-2">
              <Said
                state={state}
                text={difference.attribute === null ? null : (texts.get(label) ?? sideText(state))}
                isPart={difference.attribute !== null || difference.kind !== 'table'}
              />
              <OtherName difference={difference} label={label} />
            </div>
          </section>
        );
      })}
    </div>
  );
}

function Heading({ difference, label }: { readonly difference: Difference; readonly label: string }) {
  const standing = standingOf(difference, label);
  const { tone, mark } = STANDING_LOOKS[standing];
  // Of an object there is nothing to agree about but its being there.
  const isThere = standing === 'same' && difference.attribute === null;
  return (
    <h3 className="flex items-center gap-1.5 border-line border-b bg-sunken px-3 py-1 text-sm">
      <span className={TONE_TEXT[tone]}>
        <StateMark outline={mark} size={13} />
      </span>
      <span className="font-medium">{label}</span>
      <span className="text-muted">{isThere ? 'has it' : STANDING_LOOKS[standing].label}</span>
    </h3>
  );
}

interface SaidProps {
  readonly state: SideState | undefined;
  /** What it says; `null` where the difference is about the object's being there. */
  readonly text: string | null;
  readonly isPart: boolean;
}

function Said({ state, text, isPart }: SaidProps) {
  if (!state) return <p className="text-muted italic">not asked</p>;
  if (state.present) {
    return (
      <>
        <pre className="code-text max-h-40 overflow-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
          {text ?? 'there'}
        </pre>
        {state.origins.length > 0 ? <OriginLinks origins={state.origins} short /> : null}
      </>
    );
  }
  const made = state.origins.find(isFileOrigin);
  return (
    <>
      <p className="text-muted italic">not there</p>
      {made && isPart ? (
        <p className="flex flex-wrap gap-x-1.5 text-muted text-sm">
          its table is at <OriginLink origin={made} short />
        </p>
      ) : null}
    </>
  );
}

/** A renamed object is called otherwise here. */
function OtherName({ difference, label }: { readonly difference: Difference; readonly label: string }) {
  const name = difference.names?.[label];
  if (name === undefined || name === difference.object) return null;
  return (
    <p className="text-muted text-sm">
      called <Code>{qualifiedText(name)}</Code> here
    </p>
  );
}
