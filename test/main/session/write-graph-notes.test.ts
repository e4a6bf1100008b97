import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '#main/session/answers.ts';
import { parseConfig } from '#main/session/parse-config.ts';
import { withTableNote, withView } from '#main/session/write-graph-notes.ts';

const WRITTEN = `{
\t// Who looks at what.
\t"views": [
\t\t{ "name": "Billing", "scope": "schema=billing", "note": "for the review" } // ours
\t],
\t"tenant": { "root": "companies" },
}
`;

describe('a view of the graph in raingauge.config.json', () => {
  it('is added, changed in its place and taken out, with comments and formatting kept', () => {
    const added = withView(WRITTEN, 'Guests', { name: 'Guests', scope: 'focus=table:public.guests&steps=1' });
    expect(added).toContain('// Who looks at what.');
    expect(added).toContain('// ours');
    expect(added).toContain('\t"tenant": { "root": "companies" },\n');
    const { config, problems } = parseConfig(added);
    expect(problems).toEqual([]);
    expect(config.views?.map(({ name }) => name)).toEqual(['Billing', 'Guests']);

    const changed = withView(added, 'Billing', {
      name: 'Billing',
      overlay: 'rls',
      pins: { 'table:public.a': { x: 1, y: -2 } },
    });
    expect(parseConfig(changed).config.views).toEqual([
      { name: 'Billing', overlay: 'rls', pins: { 'table:public.a': { x: 1, y: -2 } } },
      { name: 'Guests', scope: 'focus=table:public.guests&steps=1' },
    ]);
    const emptied = withView(withView(changed, 'Billing', null), 'Guests', null);
    expect(parseConfig(emptied).config).toEqual({ tenant: { root: 'companies' } });
    expect(withView(emptied, 'Nobody’s', null)).toBe(emptied);
  });

  it('that somebody wrote wrongly is told, and hides no other setting', () => {
    const { config, problems } = parseConfig('{ "views": [{ "scope": 1 }], "tenant": { "root": "companies" } }');
    expect(config).toEqual({ tenant: { root: 'companies' } });
    expect(problems.map(({ message }) => message).join()).toContain('views.0');
  });
});

describe('tags and notes of tables', () => {
  it('stand by identity, and go where nothing is said any more', () => {
    const table = 'table:"odd one"."a.b"';
    const said = withTableNote('{}\n', table, { tags: ['pii', 'core'], note: 'Ask Ann.' });
    expect(parseConfig(said).config).toEqual({ tables: { [table]: { tags: ['pii', 'core'], note: 'Ask Ann.' } } });
    expect(parseConfig(withTableNote(said, table, {})).config.tables ?? {}).toEqual({});
  });

  it('are not written into what is no JSON', () => {
    expect(() => withTableNote('{ "views": [', 'table:public.a', { note: 'x' })).toThrow('is no JSON object');
  });

  it('are answered as the file then has them', async () => {
    const root = await mkdtemp(join(tmpdir(), 'raingauge-notes-'));
    try {
      const file = join(root, 'raingauge.config.json');
      await writeFile(file, WRITTEN);
      const answers = createAnswers({
        configOf: async () => parseConfig(await readFile(file, 'utf8')).config,
        writeSettings: (_, write) => write(),
      });
      await answers.annotate({ root, table: 'table:public.guests', note: { tags: ['pii'] } });
      const notes = await answers.saveView({ root, name: 'Guests', view: { name: 'Guests' } });
      expect(notes.views.map(({ name }) => name)).toEqual(['Billing', 'Guests']);
      expect(notes.tables).toEqual({ 'table:public.guests': { tags: ['pii'] } });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
