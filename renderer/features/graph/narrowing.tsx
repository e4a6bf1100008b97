import type { Reading } from '#app/catalog';
import { mostKnowing, rolesOfInterest } from '#renderer/lib/acting-roles.ts';
import { formatCount } from '#renderer/lib/kinds.ts';
import { useOverlay, useReadings } from '#renderer/stores';
import { Select } from '#renderer/ui';
import type { OverlayMarks } from './overlay-marks.ts';

/** No role has an empty name. */
const NOBODY = '';

/** Gaps alone, and with row security whose rights are looked at. */
export function Narrowing({ marks, reading }: { readonly marks: OverlayMarks; readonly reading: Reading }) {
  const gapsOnly = useOverlay((state) => state.gapsOnly);
  const setGapsOnly = useOverlay((state) => state.setGapsOnly);
  const gaps = marks.legend.reduce((total, { look, count }) => total + (marks.gaps.has(look.label) ? count : 0), 0);
  return (
    <span className="ml-auto flex shrink-0 items-center gap-2">
      {marks.gaps.size > 0 && (gaps > 0 || gapsOnly) ? (
        <label className="flex h-6 items-center gap-1.5 whitespace-nowrap text-sm">
          <input
            type="checkbox"
            checked={gapsOnly}
            onChange={(event) => setGapsOnly(event.target.checked)}
            className="accent-(--accent)"
          />
          Gaps only <span className="tabular font-medium">{formatCount(gaps)}</span>
        </label>
      ) : null}
      {marks.overlay === 'rls' ? <RoleChoice reading={reading} /> : null}
    </span>
  );
}

function RoleChoice({ reading }: { readonly reading: Reading }) {
  const role = useOverlay((state) => state.role);
  const setRole = useOverlay((state) => state.setRole);
  const { catalog } = mostKnowing(useReadings(), reading);
  const roles = rolesOfInterest(catalog);
  if (roles.length === 0) return null;
  return (
    <Select
      label="Whose rights"
      value={role !== null && roles.includes(role) ? role : NOBODY}
      onChange={(value) => setRole(value === NOBODY ? null : value)}
      options={[
        { value: NOBODY, label: 'Coverage by policies' },
        ...roles.map((value) => ({ value, label: `What ${value} may do` })),
      ]}
    />
  );
}
