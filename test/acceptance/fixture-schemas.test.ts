import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, it } from 'vitest';
import { readFacts } from '#test/support/database/facts.ts';
import { generateProject } from '#test/support/drizzle-kit/run.ts';

const folder = fileURLToPath(new URL('../fixtures/schemas/', import.meta.url));

/** What the embedded PostgreSQL cannot build, and why. */
const NOT_EMBEDDED: Readonly<Record<string, string>> = { embeddings: 'pgvector and PostGIS are not part of it' };

describe.each(readdirSync(folder).sort())('the fixture project %s', (name) => {
  it('is understood by drizzle-kit and builds on an empty database', async () => {
    const statements = await generateProject(path.join(folder, name));
    expect(statements.join()).toContain('CREATE TABLE');
    if (Object.hasOwn(NOT_EMBEDDED, name)) return;
    const database = new PGlite();
    try {
      for (const statement of statements) await database.exec(statement);
      const facts = await readFacts(database);
      expect([...facts.keys()].filter((id) => id.startsWith('table:')).length).toBeGreaterThan(0);
    } finally {
      await database.close();
    }
  });
});
