import type { AuditResult, Finding } from '#app/api';
import { formatCount } from '#renderer/lib/kinds.ts';
import { type AuditFilters, NO_AUDIT_FILTERS, useAudit } from '#renderer/stores';
import { classNames, TONE_AREA } from '#renderer/ui';
import { likelihoodOf } from './filter.ts';
import {
  DIMENSION_LABELS,
  DIMENSIONS,
  KNOWN_LIKELIHOODS,
  LIKELIHOOD_LABELS,
  SEVERITIES,
  SEVERITY_LOOKS,
} from './looks.ts';

/** The open findings by dimension and severity, and by impact and likelihood: where to begin. A cell leads to its findings. */
export function Matrix({ result, onChosen }: { readonly result: AuditResult; readonly onChosen: () => void }) {
  const setFilters = useAudit((store) => store.setFilters);
  const open = result.findings.filter(({ status }) => status === 'open');
  const choose = (filters: Partial<AuditFilters>) => {
    setFilters({ ...NO_AUDIT_FILTERS, ...filters });
    onChosen();
  };
  return (
    <div className="flex h-full flex-wrap content-start gap-x-10 gap-y-6 overflow-auto p-4">
      <Table
        title="Dimension and severity"
        rows={DIMENSIONS}
        rowLabel={(dimension) => DIMENSION_LABELS[dimension]}
        rowOf={({ dimension }) => dimension}
        findings={open}
        onChoose={(dimension, severity) =>
          choose({ dimensions: [dimension], ...(severity ? { severities: [severity] } : {}) })
        }
      />
      <Table
        title="Likelihood and impact"
        rows={KNOWN_LIKELIHOODS}
        rowLabel={(likelihood) => LIKELIHOOD_LABELS[likelihood]}
        rowOf={likelihoodOf}
        findings={open}
        onChoose={(likelihood, severity) =>
          choose({ likelihoods: [likelihood], ...(severity ? { severities: [severity] } : {}) })
        }
      />
    </div>
  );
}

interface TableProps<R extends string> {
  readonly title: string;
  readonly rows: readonly R[];
  readonly rowLabel: (row: R) => string;
  readonly rowOf: (finding: Finding) => R;
  readonly findings: readonly Finding[];
  readonly onChoose: (row: R, severity: Finding['severity'] | null) => void;
}

function Table<R extends string>({ title, rows, rowLabel, rowOf, findings, onChoose }: TableProps<R>) {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const finding of findings) {
    add(`${rowOf(finding)} ${finding.severity}`);
    add(rowOf(finding));
  }
  return (
    <table className="tabular h-fit border-separate border-spacing-1">
      <caption className="pb-1 text-left font-semibold text-lg">{title}</caption>
      <thead>
        <tr className="text-muted text-sm">
          <td />
          {SEVERITIES.map((severity) => (
            <th key={severity} scope="col" className="w-20 font-normal">
              {SEVERITY_LOOKS[severity].label}
            </th>
          ))}
          <th scope="col" className="w-16 font-normal">
            All
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row" className="pr-3 text-left font-medium">
              {rowLabel(row)}
            </th>
            {SEVERITIES.map((severity) => (
              <td key={severity} className="p-0">
                <Cell
                  count={counts.get(`${row} ${severity}`) ?? 0}
                  name={`${rowLabel(row)}, ${severity}`}
                  area={TONE_AREA[SEVERITY_LOOKS[severity].tone]}
                  onChoose={() => onChoose(row, severity)}
                />
              </td>
            ))}
            <td className="p-0">
              <Cell
                count={counts.get(row) ?? 0}
                name={rowLabel(row)}
                area="border-line bg-surface text-text"
                onChoose={() => onChoose(row, null)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly count: number;
  readonly name: string;
  readonly area: string;
  readonly onChoose: () => void;
}

function Cell({ count, name, area, onChoose }: CellProps) {
  if (count === 0) return <span className="flex h-9 items-center justify-center text-faint">–</span>;
  return (
    <button
      type="button"
      aria-label={`${name}: ${formatCount(count)}`}
      onClick={onChoose}
      className={classNames(
        'flex h-9 w-full items-center justify-center rounded-md border font-semibold hover:brightness-95',
        area,
      )}
    >
      {formatCount(count)}
    </button>
  );
}
