import type { AuditResult, Finding } from '#app/api';
import type { Severity } from '#app/audit';
import { unreadIn } from '#app/catalog';
import { unreadCommand, workflowCommand } from '../workflow-command.ts';
import { placeOfFinding } from './place.ts';

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** GitHub's workflow commands: each open finding at its line, then what could not be read. */
export function findingsToGithub({ findings, unread }: AuditResult): string {
  const lines = [
    ...findings.filter(({ status }) => status === 'open').map(commandOf),
    ...unreadIn(unread).map(unreadCommand),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function commandOf(finding: Finding): string {
  const { severity, rule, object, message } = finding;
  return workflowCommand(COMMANDS[severity], placeOfFinding(finding), `${rule}: ${object}`, message);
}
