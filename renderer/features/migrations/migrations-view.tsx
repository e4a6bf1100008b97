import { CircleMinus, FolderGit2, RotateCw } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { Failure, WorkInProgress } from '#renderer/parts';
import { migrationsIn, readingOf, useMigrations, useReading, useSources } from '#renderer/stores';
import { Button, EmptyState, IconButton, Select } from '#renderer/ui';
import { Answer } from './answer.tsx';
import { DatabaseNote } from './database-note.tsx';
import { folderModel } from './folder-model.ts';
import { Migrations } from './migrations.tsx';
import { useGo } from './use-go.ts';

export interface MigrationsViewProps {
  /** Shows what is known of an object, beside the view. */
  readonly onLookAt: (object: ObjectId) => void;
}

/** The migrations folder: how much of it a database has, then each file and statement with what it did. */
export function MigrationsView({ onLookAt }: MigrationsViewProps) {
  const state = useSources((store) => store.states.migrations);
  const read = useSources((store) => store.read);
  const cancel = useSources((store) => store.cancel);
  const again = () => void read('migrations', { fresh: true });
  const reading = readingOf(state);
  if (reading?.migrations) {
    return (
      <section aria-label="Migrations" className="flex h-full min-h-0 flex-col bg-surface">
        {state?.status === 'failed' ? <Failure compact error={state.error} onRetry={again} /> : null}
        <Folder reading={reading} onLookAt={onLookAt} />
      </section>
    );
  }
  switch (state?.status) {
    case 'loading':
      return (
        <WorkInProgress title="Reading migrations" progress={state.progress} onCancel={() => cancel('migrations')} />
      );
    case 'failed':
      if (state.error.code !== 'source-not-available') return <Failure error={state.error} onRetry={again} />;
      return (
        <EmptyState
          icon={FolderGit2}
          title="There are no migrations"
          actions={
            <Button icon={RotateCw} onClick={again}>
              Read again
            </Button>
          }
        >
          {state.error.message} {state.error.remedy}
        </EmptyState>
      );
    case 'idle':
      return (
        <EmptyState
          icon={CircleMinus}
          title="The migrations have not been read"
          actions={
            <Button variant="primary" onClick={() => void read('migrations')}>
              Read migrations
            </Button>
          }
        />
      );
    case 'unavailable':
      return (
        <EmptyState icon={FolderGit2} title="There are no migrations">
          {state.reason}
        </EmptyState>
      );
    default:
      return (
        <EmptyState icon={FolderGit2} title="This project has no migrations">
          Nothing here says where a migrations folder would be.
        </EmptyState>
      );
  }
}

function Folder({ reading, onLookAt }: { readonly reading: Reading; readonly onLookAt: (object: ObjectId) => void }) {
  const [database, choice] = useDatabase();
  const live = useReading(database ?? '');
  const state = useSources((store) => store.states[database ?? '']);
  const joined = migrationsIn(reading, live);
  const folder = useMemo(() => (joined.migrations ? folderModel(joined.migrations, joined.report) : null), [joined]);
  const go = useGo();
  if (!folder) return null;
  const name = database ?? 'the database';
  return (
    <>
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          <Answer folder={folder} database={name} onGo={go} />
        </div>
        <div className="flex shrink-0 items-center gap-1.5">
          {choice}
          <ReadAgain database={database} />
        </div>
      </header>
      <DatabaseNote folder={folder} database={name} state={state} />
      <div className="min-h-0 flex-1">
        {folder.files.length + folder.facts.appliedOnly.length === 0 ? (
          <EmptyState icon={FolderGit2} title={`${folder.facts.folder} holds no migration`}>
            Run <code className="code-text">drizzle-kit generate</code> to write the first one from the code.
          </EmptyState>
        ) : (
          <Migrations folder={folder} reading={reading} database={name} onLookAt={onLookAt} />
        )}
      </div>
    </>
  );
}

/** Which database is asked what it applied, and the choice where there are several. */
function useDatabase(): readonly [string | null, ReactNode] {
  const entries = useSources((store) => store.entries);
  const chosen = useMigrations((store) => store.database);
  const setDatabase = useMigrations((store) => store.setDatabase);
  const databases = entries.filter(({ source }) => source.kind === 'live' || source.kind === 'url');
  const usable = databases.find(({ available }) => available) ?? databases[0];
  const database = databases.find(({ name }) => name === chosen) ?? usable;
  if (!database) return [null, null];
  if (databases.length < 2) return [database.name, null];
  const options = databases.map(({ name, available }) => ({
    value: name,
    label: name,
    ...(available ? {} : { detail: 'not available' }),
  }));
  return [
    database.name,
    <Select key="database" label="Applied to" value={database.name} onChange={setDatabase} options={options} />,
  ];
}

function ReadAgain({ database }: { readonly database: string | null }) {
  const read = useSources((store) => store.read);
  const isLoading = useSources((store) => store.states.migrations?.status === 'loading');
  return (
    <IconButton
      icon={RotateCw}
      label="Read migrations again"
      disabled={isLoading}
      onClick={() => {
        void read('migrations', { fresh: true });
        if (database !== null) void read(database, { fresh: true });
      }}
    />
  );
}
