import { ChevronLeft, ChevronRight, Copy, X } from 'lucide-react';
import { useState } from 'react';
import type { CodeFacts } from '#app/catalog';
import { type GraphPath, graphIndex, joinDrizzle, joinSql, type PathStep } from '#app/graph';
import { countWord } from '#renderer/lib/kinds.ts';
import { objectName } from '#renderer/lib/object-name.ts';
import { useCopy } from '#renderer/parts';
import { Button, IconButton, LiveRegion } from '#renderer/ui';
import type { Exploration } from './use-exploration.ts';
import type { PathChoice } from './use-path-choice.ts';

export interface PathBandProps {
  readonly exploration: Exploration;
  /** Names in the code; `null` where there is no code, and so no query of Drizzle's. */
  readonly code: CodeFacts | null;
}

/** The path that is followed, in a band above the graph: its keys step by step, the others there are, and the join it means. */
export function PathBand({ exploration, code }: PathBandProps) {
  const { scope, change, whole, path, paths } = exploration;
  if (!scope.path) return null;
  const { nodes } = graphIndex(whole.graph);
  const nameOf = (id: string) => nodes.get(id)?.name ?? id.replace(/^[a-z-]+:/, '');
  const at = path ? paths.indexOf(path) : 0;
  const close = () => change({ path: null });
  const turn = (by: number) =>
    scope.path && change({ path: { ...scope.path, at: (at + by + paths.length) % paths.length } });
  const title = `${nameOf(scope.path.from)} to ${nameOf(scope.path.to)}`;
  return (
    <section aria-label={`Path from ${title}`} className="flex shrink-0 flex-col border-line border-b bg-raised">
      <header className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 py-1 pr-1 pl-3">
        <h2 className="min-w-0 truncate font-semibold" title={title}>
          {title}
        </h2>
        {paths.length > 1 ? (
          <>
            <IconButton size="small" icon={ChevronLeft} label="The path before" onClick={() => turn(-1)} />
            <span className="tabular text-muted text-sm">
              {at + 1} of {paths.length}
            </span>
            <IconButton size="small" icon={ChevronRight} label="The next path" onClick={() => turn(1)} />
          </>
        ) : null}
        <span className="ml-auto flex items-center gap-1.5">
          {path ? <JoinActions exploration={exploration} path={path} code={code} /> : null}
          <IconButton size="small" icon={X} label="Leave the path" onClick={close} />
        </span>
      </header>
      {path ? (
        <ol className="flex max-h-20 flex-wrap gap-x-5 overflow-y-auto px-3 pb-1.5">
          {path.steps.map((step) => (
            <Step key={`${step.edge.id} ${step.from}`} step={step} nameOf={nameOf} />
          ))}
        </ol>
      ) : (
        <p className="px-3 pb-1.5 text-muted">No foreign key or relation leads from one to the other.</p>
      )}
      {path && path.throughHubs.length > 0 ? (
        <p className="px-3 pb-1.5 text-sm text-warn">
          Through {path.throughHubs.map(nameOf).join(', ')}, which many tables reference: such rows may have little more
          in common.
        </p>
      ) : null}
      <LiveRegion text={path ? `${title}: ${countWord(path.steps.length, 'join')}` : `${title}: no path`} />
    </section>
  );
}

/** What a path is good for: its join, and the tables on it alone. */
function JoinActions({ exploration: { whole, change }, path, code }: PathBandProps & { readonly path: GraphPath }) {
  const [keepUnmatched, setKeepUnmatched] = useState(false);
  const copy = useCopy();
  const tables = [path.start, ...path.steps.map((step) => step.to)];
  return (
    <>
      <label className="flex items-center gap-1.5 text-sm">
        <input
          type="checkbox"
          checked={keepUnmatched}
          onChange={(event) => setKeepUnmatched(event.target.checked)}
          className="accent-accent"
        />
        left joins
      </label>
      <Button
        size="small"
        icon={Copy}
        onClick={() => copy(joinSql(whole.graph, path, { keepUnmatched }), 'the join as SQL')}
      >
        SQL
      </Button>
      {code ? (
        <Button
          size="small"
          icon={Copy}
          onClick={() => copy(joinDrizzle(whole.graph, path, code, { keepUnmatched }).text, 'the join as a query')}
        >
          Drizzle
        </Button>
      ) : null}
      <Button size="small" variant="muted" onClick={() => change({ focus: { on: tables, steps: 0, way: 'both' } })}>
        Only these
      </Button>
    </>
  );
}

/** Says that the other end of a path is waited for. */
export function PathHint({ choice: { from, cancel } }: { readonly choice: PathChoice }) {
  if (from === null) return null;
  const text = `Path from ${objectName(from).name}: select the other table`;
  return (
    <section
      aria-label="Choosing a path"
      className="flex items-center gap-2 rounded-md border border-accent-line bg-selected py-1 pr-1 pl-2.5 text-sm"
    >
      <span>{text}</span>
      <IconButton size="small" icon={X} label="Look for no path" onClick={cancel} />
      <LiveRegion text={text} />
    </section>
  );
}

function Step({ step, nameOf }: { readonly step: PathStep; readonly nameOf: (id: string) => string }) {
  const { edge, forward } = step;
  const end = (id: string, columns: readonly string[]) => `${nameOf(id)}.${columns.join(', ')}`;
  return (
    <li className="code-text py-0.5 text-sm [overflow-wrap:anywhere]">
      {end(step.from, forward ? edge.columns : edge.referencedColumns)}{' '}
      <span className="text-accent">{forward ? '→' : '←'}</span>{' '}
      {end(step.to, forward ? edge.referencedColumns : edge.columns)}
    </li>
  );
}
