import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AuditResult, auditResultJsonSchema, auditResultSchema } from '#app/api';
import { findingsToGithub, findingsToJunit, findingsToMarkdown, findingsToSarif } from '#app/report';
import { type CliResult, runCli } from '#test/support/cli.ts';

const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url));

/** By rule, the rest of each finding's key. */
const expected: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(`${sample}/expected-findings.json`, 'utf8'),
);

describe('raingauge audit, on the sample', () => {
  let answer: CliResult;
  let result: AuditResult;
  beforeAll(async () => {
    answer = await runCli(['audit', '--project', sample, '--format', 'json']);
    result = auditResultSchema.parse(JSON.parse(answer.stdout));
  });

  it('exits with 1, complete, and prints what the published schema says', () => {
    expect({ code: answer.code, unread: result.unread, complete: result.complete }).toEqual({
      code: 1,
      unread: [],
      complete: true,
    });
    const published = z.fromJSONSchema(auditResultJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    expect(published.safeParse(JSON.parse(answer.stdout)).error).toBeUndefined();
  });

  it('finds exactly what is listed, rule by rule, and nothing that is not', () => {
    const found: Record<string, string[]> = {};
    for (const { rule, key } of result.findings) {
      found[rule] ??= [];
      found[rule].push(key.slice(rule.length + 1));
    }
    const sorted = (lists: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(lists).map(([rule, keys]) => [rule, [...keys].sort()]));
    expect(sorted(found)).toEqual(sorted(expected));
  });

  it('finds something for every rule that the list of faults names', () => {
    const faults = readFileSync(`${sample}/FAULTS.md`, 'utf8');
    const named = new Set([...faults.matchAll(/Rules: ([^()]+?)\./g)].flatMap(([, rules = '']) => rules.split(', ')));
    const known = [...named].filter((rule) => result.rules.some(({ id }) => id === rule));
    expect(known.length).toBeGreaterThan(40);
    expect(known.filter((rule) => !(rule in expected))).toEqual([]);
  });

  it('points at a line for everything but a database of nobody’s file', () => {
    const placeless = result.findings.filter(({ origins }) => origins.every(({ file }) => file === undefined));
    expect(placeless.map(({ rule }) => rule)).toEqual(['backup-not-documented']);
  });

  describe('as other programs read it', () => {
    const waived = (): AuditResult => {
      const [first, ...rest] = result.findings;
      if (!first) throw new Error('nothing was found');
      const waiver = {
        kind: 'deferred',
        reason: 'Next <quarter> & later',
        owner: 'Ann',
        expires: '2027-01-01',
      } as const;
      return { ...result, findings: [{ ...first, status: 'waived', waiver }, ...rest] };
    };

    it('is SARIF whose waived findings are suppressed with their reasons', () => {
      const [run] = (findingsToSarif(waived(), '1.0.0') as { runs: SarifRun[] }).runs;
      expect(run?.results).toHaveLength(result.findings.length);
      expect(run?.results[0]?.suppressions).toMatchObject([
        { status: 'accepted', justification: 'Next <quarter> & later', properties: { kind: 'deferred', owner: 'Ann' } },
      ]);
      expect(run?.results.slice(1).every(({ suppressions }) => suppressions === undefined)).toBe(true);
      for (const { ruleId, ruleIndex } of run?.results ?? [])
        expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(new Set(run?.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(
        result.findings.length,
      );
    });

    it('is JUnit with a case for each finding and for each quiet rule', () => {
      const text = findingsToJunit(waived());
      const evaluated = result.rules.filter(({ state, findings }) => state !== 'off' && findings === 0).length;
      expect([...text.matchAll(/<testcase /g)]).toHaveLength(result.findings.length + evaluated);
      expect(text).toContain('<skipped message="Next &lt;quarter&gt; &amp; later"/>');
    });

    it('is a line of GitHub’s for each open finding, and Markdown with one table for each severity', () => {
      const lines = findingsToGithub(waived()).trim().split('\n');
      expect(lines).toHaveLength(result.findings.length - 1);
      expect(lines.every((line) => /^::(error|warning|notice) /.test(line))).toBe(true);
      const markdown = findingsToMarkdown(waived());
      expect([...markdown.matchAll(/^### /gm)]).toHaveLength(4);
      expect(markdown).toContain('1 waived');
    });
  });
});

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly suppressions?: readonly object[];
    readonly partialFingerprints: object;
  }[];
}
