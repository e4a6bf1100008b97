import { Filter } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ObjectId, Reading } from '#app/catalog';
import { parsePlace, statementsTouching } from '#renderer/lib/migrations.ts';
import { useShortcut } from '#renderer/lib/shortcut.ts';
import { NO_MIGRATION_FILTERS, useMigrations, useNavigation } from '#renderer/stores';
import { Button, EmptyState, Split } from '#renderer/ui';
import { AppliedDetail, Detail } from './detail.tsx';
import { Filters } from './filters.tsx';
import type { FolderModel } from './folder-model.ts';
import { MigrationList } from './migration-list.tsx';
import { filterFiles, firstPlace, isFiltered, type MigrationRow, migrationRows } from './rows.ts';
import { useGo } from './use-go.ts';

export interface MigrationsProps {
  readonly folder: FolderModel;
  readonly reading: Reading;
  readonly database: string;
  readonly onLookAt: (object: ObjectId) => void;
}

/** The list of migrations beside the one that is looked at. */
export function Migrations({ folder, reading, database, onLookAt }: MigrationsProps) {
  const filters = useMigrations((store) => store.filters);
  const setFilters = useMigrations((store) => store.setFilters);
  const at = useNavigation((store) => store.place.at) ?? null;
  const go = useGo();
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);

  const touching = useMemo(
    () => (filters.touching === null ? null : new Set(statementsTouching(reading, filters.touching))),
    [reading, filters.touching],
  );
  const found = useMemo(() => filterFiles(folder, filters, touching), [folder, filters, touching]);
  const appliedOnly = isFiltered(filters) ? NONE : folder.facts.appliedOnly;
  const current = at ?? firstPlace(folder, found, appliedOnly);
  const holder = current === null ? null : holderOf(current);
  const rows = useMemo(() => migrationRows(found, appliedOnly, chosen, holder), [found, appliedOnly, chosen, holder]);

  const step = (by: 1 | -1) => {
    const index = rows.findIndex((row) => row.id === current);
    const next = rows[index < 0 ? 0 : (index + by + rows.length) % rows.length];
    if (next) go(next.id);
  };
  useShortcut('J', () => step(1));
  useShortcut('K', () => step(-1));
  useShortcut('/', () => searchRef.current?.focus());

  return (
    <Split
      id="migrations"
      direction="row"
      panes={[
        {
          id: 'files',
          size: '38%',
          min: 300,
          content: (
            <div className="flex h-full min-h-0 flex-col">
              <Filters folder={folder} shown={found.length} searchRef={searchRef} />
              <div className="min-h-0 flex-1">
                {rows.length === 0 ? (
                  <EmptyState
                    icon={Filter}
                    title="No migration passes the filters"
                    actions={<Button onClick={() => setFilters(NO_MIGRATION_FILTERS)}>Show all</Button>}
                  />
                ) : (
                  <MigrationList
                    rows={rows}
                    current={current}
                    onGo={go}
                    onToggle={(id, expanded) => setChosen(new Map(chosen).set(id, expanded))}
                    focusRef={listRef}
                  />
                )}
              </div>
            </div>
          ),
        },
        {
          id: 'detail',
          min: 320,
          content: (
            <Looked
              folder={folder}
              rows={rows}
              current={current}
              database={database}
              onGo={go}
              onStep={step}
              onLookAt={onLookAt}
            />
          ),
        },
      ]}
    />
  );
}

const NONE: FolderModel['facts']['appliedOnly'] = [];

/** The file that holds a statement; a file does not hold itself: looking at it leaves it closed. */
function holderOf(place: string): string | null {
  const { path, statement } = parsePlace(place);
  return statement === null ? null : path;
}

interface LookedProps {
  readonly folder: FolderModel;
  readonly rows: readonly MigrationRow[];
  readonly current: string | null;
  readonly database: string;
  readonly onGo: (id: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onLookAt: (object: ObjectId) => void;
}

/** What is looked at stays in sight even where the filters leave it out of the list. */
function Looked({ folder, rows, current, database, ...rest }: LookedProps) {
  const place = parsePlace(current ?? '');
  const model = folder.files.find(({ file }) => file.path === place.path);
  if (model) {
    const one = model.statements.find(({ number }) => number === place.statement) ?? null;
    return <Detail model={model} one={one} database={database} {...rest} />;
  }
  const row = rows.find(({ id }) => id === current);
  if (row?.row === 'applied') return <AppliedDetail applied={row.applied} database={database} onStep={rest.onStep} />;
  return (
    <EmptyState icon={Filter} title="Nothing to look at here">
      {current === null || current === 'applied-only'
        ? 'Choose a migration or a statement in the list.'
        : `The folder has no ${place.path}.`}
    </EmptyState>
  );
}
