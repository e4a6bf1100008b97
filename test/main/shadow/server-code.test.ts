import { expect, it } from 'vitest';
import { entriesAreBuilt } from '#main/platform/entry.ts';
import { loadServerCode } from '#main/shadow/server-code.ts';

// From the sources there is nothing built that could be taken.
it.runIf(entriesAreBuilt)('the embedded PostgreSQL starts from the code that the build kept of it', () => {
  expect(loadServerCode().module).not.toBeNull();
});
