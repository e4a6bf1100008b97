import { Radar, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '#app/api';
import { useWatch } from '#renderer/stores';
import { Button, LiveRegion, Popover } from '#renderer/ui';

/** Whether changes of the sources will be seen; calm while they are, with what is wrong where they are not. */
export function Watching() {
  const states = useWatch((store) => store.states);
  const failure = useWatch((store) => store.failure);
  const last = useWatch((store) => store.last);
  const entries = Object.entries(states);
  if (entries.length === 0 && !failure) return null;
  const troubled = entries.filter(([, state]) => state.status === 'trouble').length + (failure ? 1 : 0);
  return (
    <>
      <LiveRegion text={last ? `${last.source} changed` : ''} />
      <Popover
        label="What is watched"
        align="end"
        className="w-[420px]"
        trigger={
          <Button size="small" variant="muted" icon={troubled > 0 ? TriangleAlert : Radar}>
            <span className="slim:sr-only">{troubled > 0 ? 'Not watching everything' : 'Watching'}</span>
          </Button>
        }
      >
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 p-3">
          {failure ? <Line name="all" text={<Trouble error={failure} />} /> : null}
          {entries.map(([name, state]) => (
            <Line
              key={name}
              name={name}
              text={
                state.status === 'trouble' ? (
                  <Trouble error={state.error} />
                ) : (
                  <span className="text-muted">{everyText(state.everyMilliseconds)}</span>
                )
              }
            />
          ))}
          {last ? (
            <Line
              name="last change"
              text={
                <span className="text-muted">
                  {last.source} at {TIME.format(last.at)}
                  {last.files.length > 0 ? (
                    <span className="code-text block [overflow-wrap:anywhere]">{last.files.join(', ')}</span>
                  ) : null}
                </span>
              }
            />
          ) : null}
        </dl>
      </Popover>
    </>
  );
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function Line({ name, text }: { readonly name: string; readonly text: ReactNode }) {
  return (
    <div className="contents">
      <dt className="font-medium">{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Trouble({ error }: { readonly error: ErrorData }) {
  return (
    <p className="[overflow-wrap:anywhere]">
      <TriangleAlert aria-hidden size={13} strokeWidth={1.75} className="mr-1 inline text-warn" />
      {error.message} <span className="text-muted">{error.remedy}</span>
    </p>
  );
}

function everyText(milliseconds: number | null): string {
  if (milliseconds === null) return 'its files tell when they change';
  const seconds = Math.round(milliseconds / 100) / 10;
  return `asked every ${seconds === 1 ? 'second' : `${seconds} seconds`} whether it changed`;
}
