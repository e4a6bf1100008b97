import type { AuditResult } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import { mostKnowing } from '#renderer/lib/acting-roles.ts';
import type { TenantSettings } from '#renderer/lib/coverage.ts';
import type { Overlay } from '#renderer/stores';
import { edgeMarks, rlsMarks } from './coverage-marks.ts';
import { type DriftMarksInput, driftMarks } from './drift-marks.ts';
import { findingMarks } from './finding-marks.ts';
import { NO_MARKS, type OverlayMarks } from './overlay-marks.ts';
import { roleMarks } from './role-marks.ts';
import type { Scene } from './scene.ts';
import { sizeMarks } from './size-marks.ts';
import { usageMarks } from './usage-marks.ts';

/** All that any overlay is made from. */
export interface OverlayInput {
  readonly scene: Scene;
  readonly reading: Reading;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly tenant: TenantSettings;
  readonly drift: Omit<DriftMarksInput, 'scene'>;
  readonly audit: AuditResult | null;
  readonly usages: Usages | null;
  /** Whose rights row security is looked at with; `null`: the policies by themselves. */
  readonly role: string | null;
}

const MARKS: Readonly<Record<Overlay, (input: OverlayInput) => OverlayMarks>> = {
  none: () => NO_MARKS,
  rls: ({ scene, reading, readings, tenant, role }) =>
    role === null
      ? rlsMarks(scene, reading, tenant).value()
      : roleMarks(NO_MARKS, scene, mostKnowing(readings, reading), role),
  fk: ({ scene, readings }) => edgeMarks(scene, readings).value(),
  drift: ({ scene, drift }) => driftMarks(NO_MARKS, { scene, ...drift }),
  findings: ({ scene, audit }) => findingMarks(NO_MARKS, scene, audit),
  size: ({ scene, reading, readings }) => sizeMarks(NO_MARKS, scene, reading, readings),
  usage: ({ scene, usages }) => usageMarks(NO_MARKS, scene, usages),
};

export function overlayMarks(overlay: Overlay, input: OverlayInput): OverlayMarks {
  return MARKS[overlay](input);
}
