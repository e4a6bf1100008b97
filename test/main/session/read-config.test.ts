import { describe, expect, it } from 'vitest';
import { projectConfigJsonSchema } from '#main/session/config-schema.ts';
import { parseConfig } from '#main/session/parse-config.ts';

describe('raingauge.config.json', () => {
  it('may hold comments and trailing commas', () => {
    const { config, problems } = parseConfig(`{
      // where live is
      "environments": { "live": { "sql": "live.sql", "role": "reader" }, },
    }`);
    expect(problems).toEqual([]);
    expect(config.environments).toEqual({ live: { sql: 'live.sql', role: 'reader' } });
  });

  it('names the line and column of a wrong value and keeps what is right', () => {
    const { config, problems } = parseConfig('{\n  "applicationRole": "app",\n  "rules": { "rls-off": "loud" }\n}');
    expect(config).toEqual({ applicationRole: 'app' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'config-invalid',
      origin: { file: 'raingauge.config.json', line: 3, column: 14 },
    });
    expect(problems[0]?.message).toContain('"rules.rls-off"');
  });

  it('calls a misspelt key a problem at its own place', () => {
    const { config, problems } = parseConfig('{\n  "enviroments": {},\n  "tenant": { "columns": ["org_id"] }\n}');
    expect(config).toEqual({ tenant: { columns: ['org_id'] } });
    expect(problems[0]).toMatchObject({ origin: { line: 2, column: 3 } });
    expect(problems[0]?.message).toBe('"enviroments" in raingauge.config.json is not a setting.');
  });

  it('refuses a database address in the file itself, since it is committed', () => {
    const { config, problems } = parseConfig('{ "environments": { "live": { "url": "postgres://u:p@h/d" } } }');
    expect(config.environments).toBeUndefined();
    expect(problems[0]?.message).toContain('"environments.live"');
    expect(JSON.stringify(problems)).not.toContain('u:p');
  });

  it('says where the text stops being JSON', () => {
    const { problems } = parseConfig('{\n  "renames": [\n');
    expect(problems[0]).toMatchObject({ code: 'config-invalid' });
    expect(problems[0]?.message).toMatch(/is not JSON/);
  });

  it('says that an empty file is empty', () => {
    expect(parseConfig('').problems).toHaveLength(1);
  });

  /** docs/schemas/config.schema.json is written by running this file with `-u`. */
  it('has a published JSON Schema', async () => {
    const text = `${JSON.stringify(projectConfigJsonSchema(), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../../docs/schemas/config.schema.json');
  });
});
