import type { IsolationObject, IsolationResult } from '#app/api';
import { type Problem, unreadIn } from '#app/catalog';
import { toPlace } from '../place.ts';
import { element, type XmlNode } from '../xml.ts';

/** A case for each object: what leaks fails, what could not be proven is an error, what is exempt is skipped. */
export function isolationToJunit({ source, objects, unread, totals }: IsolationResult): string {
  const open = unreadIn(unread);
  const cases = [...objects.map(caseOf), ...open.map(errorCase)];
  const all = cases.length > 0 ? cases : [element('testcase', { classname: 'isolation', name: 'no table' })];
  const counts = {
    tests: String(all.length),
    failures: String(totals.leaks),
    errors: String(totals.notProvable + open.length),
    skipped: String(totals.exempt),
  };
  const suite = element('testsuite', { name: `isolation of ${source}`, ...counts }, all);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, [suite]).text}\n`;
}

function caseOf({ object, kind, verdict, reasons, leaks, origins }: IsolationObject): XmlNode {
  const place = toPlace([...origins].reverse().find(({ file }) => file !== undefined) ?? null);
  const attributes = {
    classname: `isolation.${kind}`,
    name: object,
    ...(place ? { file: place.file, line: String(place.line) } : {}),
  };
  const [message = ''] = reasons;
  const details = [...reasons, ...leaks.map(({ statement }) => statement)].join('\n');
  switch (verdict) {
    case 'leaks':
      return element('testcase', attributes, [
        element('failure', { message, type: leaks[0]?.kind ?? 'leak' }, [details]),
      ]);
    case 'not-provable':
      return element('testcase', attributes, [element('error', { message, type: verdict }, [details])]);
    case 'exempt':
      return element('testcase', attributes, [element('skipped', { message })]);
    case 'isolated':
      return element('testcase', attributes);
  }
}

function errorCase({ code, message, remedy }: Problem): XmlNode {
  const error = element('error', { message, type: code }, [remedy ?? '']);
  return element('testcase', { classname: 'unread', name: message }, [error]);
}
