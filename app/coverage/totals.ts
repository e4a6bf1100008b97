import { RLS_STATES, type RlsState, type TableRls } from './rls-state.ts';

export interface RlsTotals {
  readonly tables: number;
  /** Tables that hold tenants' data and are not excused: what the percentage is of. */
  readonly tenantTables: number;
  readonly byState: Readonly<Record<RlsState, number>>;
  /** Tables held to the tenant by policies that hold for the owner too. */
  readonly protected: number;
  /** Whole per cent, rounded down so that 100 means all; `null` where no table holds tenants' data. */
  readonly protectedPercent: number | null;
}

export function rlsTotals(tables: readonly TableRls[]): RlsTotals {
  const byState = Object.fromEntries(RLS_STATES.map((state) => [state, 0])) as Record<RlsState, number>;
  for (const entry of tables) byState[entry.state] += 1;
  const tenantTables = tables.filter((entry) => entry.holdsTenantData);
  const guarded = tenantTables.filter((entry) => entry.state === 'protected').length;
  return {
    tables: tables.length,
    tenantTables: tenantTables.length,
    byState,
    protected: guarded,
    protectedPercent: percent(guarded, tenantTables.length),
  };
}

/** Whole per cent, rounded down; `null` of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((100 * part) / whole);
}
