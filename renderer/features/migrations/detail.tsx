import { ArrowDown, ArrowUp, CircleHelp, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppliedMigration } from '#app/catalog';
import { countWord } from '#renderer/lib/kinds.ts';
import { ProblemLines } from '#renderer/parts';
import { Badge, Button, Code, IconButton, Split, Tooltip } from '#renderer/ui';
import { FileSql } from './file-sql.tsx';
import type { FileModel, StatementModel } from './folder-model.ts';
import { type Look, OUTCOME_LOOKS, OUTSIDE_TRANSACTION, stateLook } from './looks.ts';
import { ObjectLines } from './object-lines.tsx';
import { summarizeObjects } from './summarize-objects.ts';
import { timeText } from './time-text.ts';

export interface DetailProps {
  readonly model: FileModel;
  /** The statement that is looked at; `null` for the file as a whole. */
  readonly one: StatementModel | null;
  readonly database: string;
  readonly onGo: (place: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onLookAt: (object: string) => void;
}

/** A file or one of its statements: what it did and what is wrong with it, above its SQL. */
export function Detail(props: DetailProps) {
  const { model, one } = props;
  return (
    <Split
      id="migration"
      direction="column"
      panes={[
        {
          id: 'facts',
          size: '32%',
          min: 96,
          content: one ? <StatementFacts {...props} one={one} /> : <FileFacts {...props} />,
        },
        { id: 'sql', min: 120, content: <FileSql model={model} one={one} /> },
      ]}
    />
  );
}

function FileFacts({ model, database, onStep }: DetailProps) {
  const { file, statements } = model;
  const look = stateLook(file);
  // The report says it at more length, with what to do.
  const isSaid = model.problems.some(({ code }) => code === 'migration-edited' || code === 'migration-will-be-skipped');
  return (
    <article aria-label={`Migration ${file.tag}`} className="flex h-full flex-col gap-3 overflow-auto px-4 py-3">
      <header className="flex items-center gap-2">
        <h2 className="code-text min-w-0 flex-1 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
          {file.tag}
        </h2>
        <Steps onStep={onStep} />
      </header>
      <p className="flex flex-wrap gap-1.5">
        <LookBadge look={look} />
        {model.failed > 0 ? <LookBadge look={OUTCOME_LOOKS.failed} text={countWord(model.failed, 'failure')} /> : null}
      </p>
      <ProblemLines problems={model.problems} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {isSaid ? null : <Fact name={`In ${database}`}>{look.meaning}</Fact>}
        <Fact name="Does">{summarizeObjects(statements.map(({ statement }) => statement))}</Fact>
        <Fact name="Made">{file.when === null ? 'at a time nobody noted' : timeText(file.when)}</Fact>
        <Fact name="Hash">
          <Code className="text-muted [overflow-wrap:anywhere]">{file.hash}</Code>
        </Fact>
      </dl>
    </article>
  );
}

function StatementFacts({ model, one, onGo, onStep, onLookAt }: DetailProps & { readonly one: StatementModel }) {
  const { statement, number, problems } = one;
  const { command, outcome, outsideTransaction, flags, objects } = statement;
  return (
    <article
      aria-label={`${command}, statement ${number} of ${model.file.tag}`}
      className="flex h-full flex-col gap-3 overflow-auto px-4 py-3"
    >
      <header className="flex items-center gap-2">
        <h2 className="code-text min-w-0 flex-1 font-semibold text-lg leading-6">{command}</h2>
        <Steps onStep={onStep} />
      </header>
      <p className="flex flex-wrap items-center gap-1.5 text-muted">
        <LookBadge look={OUTCOME_LOOKS[outcome]} />
        {outsideTransaction ? <LookBadge look={OUTSIDE_TRANSACTION} /> : null}
        {flags.map((flag) => (
          <Badge key={flag}>{flag.replaceAll('-', ' ')}</Badge>
        ))}
        <span className="tabular">
          statement {number} of {model.statements.length} in
        </span>
        <Button size="small" variant="quiet" className="-ml-1.5" onClick={() => onGo(model.file.path)}>
          <span className="code-text">{model.file.tag}</span>
        </Button>
      </p>
      <ProblemLines problems={problems} />
      {outcome === 'ran' ? null : <p className="text-muted">{OUTCOME_LOOKS[outcome].meaning}</p>}
      {outsideTransaction ? <p className="text-muted">{OUTSIDE_TRANSACTION.meaning}</p> : null}
      {objects.length > 0 ? <ObjectLines objects={objects} onLookAt={onLookAt} /> : null}
      {objects.length === 0 && outcome === 'ran' ? (
        <p className="text-muted">No object that the catalog holds was made, changed or dropped by it.</p>
      ) : null}
    </article>
  );
}

export interface AppliedDetailProps {
  readonly applied: AppliedMigration;
  readonly database: string;
  readonly onStep: (step: 1 | -1) => void;
}

/** A row of the migrations table that no file accounts for. */
export function AppliedDetail({ applied, database, onStep }: AppliedDetailProps) {
  return (
    <article aria-label="A migration that only the database has" className="flex h-full flex-col gap-3 px-4 py-3">
      <header className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold text-lg leading-6 [overflow-wrap:anywhere]">
          {applied.name ?? `A migration of ${timeText(applied.createdAt)}`}
        </h2>
        <Steps onStep={onStep} />
      </header>
      <p className="flex">
        <Badge tone="warn" icon={CircleHelp}>
          Only in {database}
        </Badge>
      </p>
      <p className="max-w-[640px] text-muted">
        {database} noted that it ran this migration, and no file of the folder is it: the file was deleted or renamed,
        its time was changed, or it came from another branch. What it did is in the database all the same.
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Fact name="Noted as">{timeText(applied.createdAt)}</Fact>
        <Fact name="Hash">
          <Code className="text-muted [overflow-wrap:anywhere]">{applied.hash}</Code>
        </Fact>
      </dl>
    </article>
  );
}

function Steps({ onStep }: { readonly onStep: (step: 1 | -1) => void }) {
  return (
    <>
      <IconButton icon={ArrowUp} label="Previous" keys="K" size="small" onClick={() => onStep(-1)} />
      <IconButton icon={ArrowDown} label="Next" keys="J" size="small" onClick={() => onStep(1)} />
    </>
  );
}

function LookBadge({ look, text }: { readonly look: Look; readonly text?: string }) {
  const icon: LucideIcon = look.icon;
  return (
    <Tooltip content={look.meaning}>
      <span>
        <Badge tone={look.tone} icon={icon}>
          {text ?? look.label}
        </Badge>
      </span>
    </Tooltip>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
