import type { IsolationObject, IsolationResult } from '#app/api';
import { unreadIn } from '#app/catalog';
import { toPlace } from '../place.ts';
import { unreadCommand, workflowCommand } from '../workflow-command.ts';

/** Each object that leaks is an error at its line; what could not be proven or read is a warning. */
export function isolationToGithub({ objects, unread }: IsolationResult): string {
  const lines = [
    ...objects.filter(({ verdict }) => verdict === 'leaks').map((each) => line('error', 'Leaks', each)),
    ...objects.filter(({ verdict }) => verdict === 'not-provable').map((each) => line('warning', 'Not provable', each)),
    ...unreadIn(unread).map(unreadCommand),
  ];
  return lines.map((each) => `${each}\n`).join('');
}

function line(name: 'error' | 'warning', title: string, { object, reasons, origins }: IsolationObject): string {
  const origin = [...origins].reverse().find(({ file }) => file !== undefined) ?? null;
  return workflowCommand(name, toPlace(origin), `${title}: ${object}`, reasons.join(' '));
}
