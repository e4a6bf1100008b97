import { ArrowLeftRight, FileDiff } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { DriftResult } from '#app/api';
import { type Catalog, lookupOf, type ObjectId, type Origin } from '#app/catalog';
import type { Difference } from '#app/compare';
import { follow } from '#renderer/client';
import { KIND_LOOKS } from '#renderer/lib/kinds.ts';
import { DiffView } from '#renderer/lib/monaco.tsx';
import { objectName, qualifiedText } from '#renderer/lib/object-name.ts';
import { isFileOrigin } from '#renderer/lib/origin.ts';
import { Failure, OriginLink, useRequest } from '#renderer/parts';
import { useClient, useDrift, useOpenProject, useReading, useReadings, useSources } from '#renderer/stores';
import { classNames, EmptyState, IconButton, Select, Spinner } from '#renderer/ui';
import { alignSides } from './aligned.ts';
import { ddlOf, ddlSubject } from './ddl.ts';

export interface DdlDiffProps {
  readonly object: ObjectId;
  readonly result: DriftResult;
}

/** The canonical DDL of two sources beside each other: of the two that are compared at first, of any two on demand. */
export const DdlDiff = memo(function DdlDiff({ object, result }: DdlDiffProps) {
  const compared = { from: useDrift((store) => store.from), to: useDrift((store) => store.to) };
  const [chosen, setChosen] = useState<{ readonly of: DriftResult; readonly left: string; readonly right: string }>();
  // What was chosen is for this comparison; another one has other sides.
  const isChosen = chosen !== undefined && chosen.of === result;
  const [left, right] = isChosen ? [chosen.left, chosen.right] : [compared.from, compared.to];
  const before = useReading(left);
  const after = useReading(right);
  const isCompared = left === compared.from && right === compared.to;
  const choose = (nextLeft: string, nextRight: string) => setChosen({ of: result, left: nextLeft, right: nextRight });
  const catalogs = useMemo(() => [before?.catalog ?? null, after?.catalog ?? null], [before, after]);
  const subject = useMemo(() => ddlSubject(object, catalogs), [object, catalogs]);
  // Texts of two databases are printed alike already.
  const needsJudge = !isCompared && Boolean(before?.catalog.server) !== Boolean(after?.catalog.server);
  return (
    <section
      aria-label={`DDL of ${KIND_LOOKS[objectName(subject).kind].one} ${qualifiedText(subject)}`}
      className="flex h-full min-h-0 flex-col"
    >
      <header className="flex min-h-9 shrink-0 items-center gap-1 border-line border-y bg-sunken px-2 text-sm">
        <Side
          sign="−"
          name={left}
          catalog={catalogs[0] ?? null}
          subject={subject}
          onChoose={(next) => choose(next, next === right ? left : right)}
        />
        <IconButton icon={ArrowLeftRight} size="small" label="Swap the sides" onClick={() => choose(right, left)} />
        <Side
          sign="+"
          name={right}
          catalog={catalogs[1] ?? null}
          subject={subject}
          onChoose={(next) => choose(next === left ? right : left, next)}
        />
      </header>
      <div className="min-h-0 flex-1">
        {before && after ? (
          needsJudge ? (
            <JudgedTexts object={object} subject={subject} left={left} right={right} />
          ) : (
            <Texts
              object={object}
              subject={subject}
              left={left}
              right={right}
              differences={isCompared ? result.differences : NO_DIFFERENCES}
            />
          )
        ) : (
          <EmptyState icon={FileDiff} title="No DDL to compare yet">
            It is drawn once both {left} and {right} have been read.
          </EmptyState>
        )}
      </div>
    </section>
  );
});

const NO_DIFFERENCES: readonly Difference[] = [];

interface SideProps {
  /** How the side's own lines are marked, also where the two stand in one column. */
  readonly sign: '−' | '+';
  readonly name: string;
  readonly catalog: Catalog | null;
  readonly subject: ObjectId;
  readonly onChoose: (name: string) => void;
}

/** Which source stands on a side, and the lines that its text was made from. */
function Side({ sign, name, catalog, subject, onChoose }: SideProps) {
  const readings = useReadings();
  const entries = useSources((store) => store.entries);
  const options = entries
    .filter((entry) => readings.has(entry.name) || entry.name === name)
    .map((entry) => ({ value: entry.name, label: entry.source.label }));
  const found = catalog ? lookupOf(catalog).find(subject) : undefined;
  const origin: Origin | undefined = found?.origins.find(isFileOrigin);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5">
      <span aria-hidden className={classNames('code-text', sign === '+' ? 'text-good' : 'text-bad')}>
        {sign}
      </span>
      <Select
        label={sign === '+' ? 'DDL on the right' : 'DDL on the left'}
        value={name}
        onChange={onChoose}
        options={options}
      />
      {origin ? <OriginLink origin={origin} short className="truncate" /> : null}
      {catalog && !found ? <span className="truncate text-muted">not there</span> : null}
    </div>
  );
}

interface TextsProps {
  readonly object: ObjectId;
  readonly subject: ObjectId;
  readonly left: string;
  readonly right: string;
}

/** Two sources that nobody compared yet: without the judge's word every spelling would look like a difference. */
function JudgedTexts(props: TextsProps) {
  const client = useClient();
  const root = useOpenProject()?.root ?? '';
  const { left, right } = props;
  const [first, second] = [useReading(left), useReading(right)];
  const key = useMemo(() => [first, second].map(numberOf).join(' '), [first, second]);
  const compared = useRequest(key, (signal) =>
    follow(
      (options) => client.drift.compare({ root, from: left, to: right, fresh: false }, options),
      signal,
      () => {},
    ),
  );
  if (compared.status === 'failed') return <Failure error={compared.error} />;
  if (compared.status === 'ready') return <Texts {...props} differences={compared.value.differences} />;
  return (
    <p className="flex h-full items-center justify-center gap-2 text-muted">
      <Spinner /> Comparing {left} with {right}…
    </p>
  );
}

const NUMBERS = new WeakMap<object, number>();
let latest = 0;

/** One number for each reading: what is asked depends on the readings and on nothing else. */
function numberOf(reading: object | null): number {
  if (!reading) return 0;
  let number = NUMBERS.get(reading);
  if (number === undefined) {
    latest += 1;
    number = latest;
    NUMBERS.set(reading, number);
  }
  return number;
}

function Texts({ object, subject, left, right, differences }: TextsProps & Pick<DriftResult, 'differences'>) {
  const before = useReading(left)?.catalog ?? null;
  const after = useReading(right)?.catalog ?? null;
  const texts = useMemo(() => {
    if (!before || !after) return { before: '', after: '' };
    const sides = alignSides(before, after, differences, subject);
    return { before: ddlOf(sides.before, subject), after: ddlOf(sides.after, subject) };
  }, [before, after, differences, subject]);
  const name = `${KIND_LOOKS[objectName(subject).kind].one} ${qualifiedText(subject)}`;
  return (
    <DiffView
      original={texts.before}
      modified={texts.after}
      originalLabel={`${name} in ${left}`}
      modifiedLabel={`${name} in ${right}`}
      language="pgsql"
      word={subject === object ? null : wordOf(object)}
    />
  );
}

/** What the text of a table calls one of its parts: the name, for a grant who it is given to. */
function wordOf(object: ObjectId): string {
  const { kind, name } = objectName(object);
  return kind === 'grant' ? name.slice(0, name.indexOf(' on ')) : name;
}
