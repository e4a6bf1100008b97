import type { AuditResult, Finding } from '#app/api';
import { unreadIn } from '#app/catalog';
import { printPlace } from '../place.ts';
import { element, type XmlNode } from '../xml.ts';
import { placeOfFinding } from './place.ts';

/** JUnit's XML: a case for each finding (waived ones are skipped) and for each rule that found nothing or was not evaluated. */
export function findingsToJunit(result: AuditResult): string {
  const unread = unreadIn(result.unread);
  const quiet = result.rules.filter(
    ({ id, state }) => state !== 'off' && !result.findings.some((finding) => finding.rule === id),
  );
  const cases = [
    ...result.findings.map(caseOf),
    ...quiet.map(({ id, state, reason }) => {
      const skipped = state === 'evaluated' ? [] : [element('skipped', { message: reason ?? state })];
      return element('testcase', { classname: `audit.${id}`, name: id }, skipped);
    }),
    ...unread.map(({ code, message, remedy }) => {
      const error = element('error', { message, type: code }, [remedy ?? '']);
      return element('testcase', { classname: 'unread', name: message }, [error]);
    }),
  ];
  const waived = result.findings.filter(({ status }) => status === 'waived').length;
  const counts = {
    tests: String(cases.length),
    failures: String(result.totals.open),
    errors: String(unread.length),
    skipped: String(waived + quiet.filter(({ state }) => state !== 'evaluated').length),
  };
  const suite = element('testsuite', { name: 'audit', ...counts }, cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, [suite]).text}\n`;
}

function caseOf(finding: Finding): XmlNode {
  const { rule, key, message, severity, evidence, waiver } = finding;
  const place = placeOfFinding(finding);
  const attributes = {
    classname: `audit.${rule}`,
    name: key,
    ...(place ? { file: place.file, line: String(place.line) } : {}),
  };
  if (waiver) return element('testcase', attributes, [element('skipped', { message: waiver.reason })]);
  const details = [...evidence.map(({ text }) => text), ...(place ? [printPlace(place)] : [])].join('\n');
  return element('testcase', attributes, [element('failure', { message, type: severity }, [details])]);
}
