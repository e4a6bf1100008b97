import { useEffect } from 'react';
import type { Reading } from '#app/catalog';
import { foreignKeysOf, rlsOf, type TenantSettings } from '#renderer/lib/coverage.ts';

/** Latest that coverage is worked out, however busy the window is. */
const PATIENCE_MS = 4000;

/** Works out coverage while nobody waits, so that choosing an overlay only draws. */
export function useWarmOverlays(
  reading: Reading,
  readings: ReadonlyMap<string, Reading>,
  tenant: TenantSettings,
  isDrawn: boolean,
): void {
  useEffect(() => {
    if (!isDrawn) return;
    const steps = [() => rlsOf(reading, tenant), () => foreignKeysOf(readings)];
    let waiting = 0;
    const next = () => {
      const step = steps.shift();
      if (!step) return;
      waiting = requestIdleCallback(
        () => {
          step();
          next();
        },
        { timeout: PATIENCE_MS },
      );
    };
    next();
    return () => cancelIdleCallback(waiting);
  }, [reading, readings, tenant, isDrawn]);
}
