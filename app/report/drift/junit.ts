import type { DriftResult } from '#app/api';
import { type Problem, unreadIn } from '#app/catalog';
import { type Difference, destroyingFacts, sayKitFact, sayState } from '#app/compare';
import { placeOf, placeOfProblem, printPlace } from '../place.ts';
import { element, type XmlNode } from '../xml.ts';

/**
 * JUnit's XML as CI servers read it: a case for each difference (those that count fail, the others are skipped) and for
 * each thing that could not be read (an error). Without any, one case that passes says so.
 */
export function driftToJunit(result: DriftResult): string {
  const name = `drift ${result.from} → ${result.to}`;
  const unread = unreadIn(result.unread);
  const cases = [...result.differences.map((difference) => caseOf(difference, result)), ...unread.map(errorCase)];
  const all = cases.length > 0 ? cases : [element('testcase', { classname: 'drift', name: 'no difference' })];
  const counts = {
    tests: String(all.length),
    failures: String(result.totals.counting),
    errors: String(unread.length),
    skipped: String(result.differences.filter((difference) => !difference.counts).length),
  };
  const suite = element('testsuite', { name, ...counts }, all);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, [suite]).text}\n`;
}

function caseOf(difference: Difference, result: DriftResult): XmlNode {
  const place = placeOf(difference);
  const attributes = {
    classname: `drift.${difference.kind}`,
    name: difference.key,
    ...(place ? { file: place.file, line: String(place.line) } : {}),
  };
  if (!difference.counts) {
    return element('testcase', attributes, [element('skipped', { message: difference.reason })]);
  }
  const failure = { message: difference.summary, type: difference.verdict };
  return element('testcase', attributes, [element('failure', failure, [details(difference, result)])]);
}

function details(difference: Difference, { from, to }: DriftResult): string {
  const labels = new Set([from, to, ...Object.keys(difference.states)]);
  const sides = [...labels].flatMap((label) => {
    const state = difference.states[label];
    return state ? [`${label}: ${sayState(state, difference)}`] : [];
  });
  const place = placeOf(difference);
  const lost = destroyingFacts(difference).map(
    (fact) => `${sayKitFact(fact)}${fact.statement === null ? '.' : `: ${fact.statement}`}`,
  );
  return [...sides, difference.reason, ...lost, ...(place ? [printPlace(place)] : [])].join('\n');
}

function errorCase(problem: Problem): XmlNode {
  const place = placeOfProblem(problem);
  const attributes = { classname: 'unread', name: problem.message, ...(place ? { file: place.file } : {}) };
  const error = { message: problem.message, type: problem.code };
  return element('testcase', attributes, [element('error', error, [problem.remedy ?? ''])]);
}
