import type { XmlNode } from '../xml.ts';
import { fragment, h } from './html.ts';
import { chip, code, note, section, severityChip, table } from './html-parts.ts';
import type { AuditReport, ChecklistItem } from './report-model.ts';
import { count, shortName } from './words.ts';

export function migrationsSection({ migrations }: AuditReport): readonly XmlNode[] {
  if (migrations.length === 0) return [];
  const flagged = migrations.filter(({ flags }) => flags.length > 0).length;
  const rows = migrations.map(({ tag, day, purpose, statements, flags }) => [
    code(tag),
    day ?? '',
    purpose,
    statements,
    fragment(flags.map((flag, at) => [at > 0 ? ' ' : '', chip('flag', flag)])),
  ]);
  return [
    section(
      'migrations',
      'Migration history',
      note(`${count(migrations.length, 'migration')}, ${flagged} of them with flags.`),
      table(
        [
          { title: 'Migration' },
          { title: 'Day', shape: 'tight' },
          { title: 'Purpose' },
          { title: 'Statements', shape: 'number' },
          { title: 'Flags' },
        ],
        rows,
      ),
    ),
  ];
}

const STATE_WORDS: Readonly<Record<ChecklistItem['state'], string>> = {
  holds: '✓ Holds',
  blocked: '✗ Blocked',
  manual: '☐ Check',
};

export function checklistSection({ checklist }: AuditReport): XmlNode {
  const items = checklist.map(({ what, state, because, command }) =>
    h(
      'li',
      {},
      h('span', {}, chip(state, STATE_WORDS[state])),
      h('span', {}, h('b', {}, what), '. ', h('span', { class: 'because' }, because)),
      h('pre', {}, command),
    ),
  );
  return section('checklist', 'Before a deployment', h('ul', { class: 'check' }, items));
}

export function debtSection({ debt, expired, unused }: AuditReport): readonly XmlNode[] {
  if (debt.length + expired.length + unused.length === 0) return [];
  const rows = debt.map(({ rule, object, waiver, severity }) => [
    severityChip(severity),
    code(rule),
    code(shortName(object)),
    waiver?.kind === 'deferred' ? 'deferred' : 'by design',
    waiver?.reason ?? '',
    [waiver?.owner, waiver?.expires && `until ${waiver.expires}`].filter(Boolean).join(', '),
  ]);
  const again = [
    ...expired.map(({ rule, object, reason, expires }) => [
      `expired ${expires ?? ''}: counts again`,
      code(rule),
      code(object),
      reason,
    ]),
    ...unused.map(({ rule, object, reason }) => ['matches nothing any more', code(rule), code(object), reason]),
  ];
  return [
    section(
      'debt',
      'Accepted and deferred',
      rows.length > 0
        ? [
            table(
              [
                { title: 'Severity', shape: 'tight' },
                { title: 'Rule' },
                { title: 'Object' },
                { title: 'Kind', shape: 'tight' },
                { title: 'Reason' },
                { title: 'Owner' },
              ],
              rows,
            ),
          ]
        : [],
      again.length > 0
        ? [
            h('h3', {}, 'Waivers to look at'),
            table([{ title: 'Waiver' }, { title: 'Rule' }, { title: 'Object' }, { title: 'Reason' }], again),
          ]
        : [],
    ),
  ];
}

export function figuresSection({ figures, sources }: AuditReport): XmlNode {
  const head = [{ title: '' }, ...sources.map(({ label }) => ({ title: label, shape: 'number' as const }))];
  return section(
    'figures',
    'Figures',
    table(
      head,
      figures.map(({ what, counts }) => [what, ...counts]),
    ),
  );
}

export function filesSection({ files }: AuditReport): readonly XmlNode[] {
  if (files.length === 0) return [];
  const rows = files.map(({ path, role, objects, usages, findings }) => [code(path), role, objects, usages, findings]);
  const number = (title: string) => ({ title, shape: 'number' as const });
  return [
    section(
      'files',
      'Files analysed',
      note(
        'Objects that a schema file declares, or statements of a migration; places where a file uses the schema; findings that name it.',
      ),
      table(
        [{ title: 'File' }, { title: 'Part', shape: 'tight' }, number('Objects'), number('Uses'), number('Findings')],
        rows,
      ),
    ),
  ];
}

export function notEvaluatedSection({ notEvaluated }: AuditReport): readonly XmlNode[] {
  if (notEvaluated.length === 0) return [];
  const rows = notEvaluated.map(({ id, title, reason }) => [code(id), title, reason ?? '']);
  return [
    section(
      'not-evaluated',
      'Not evaluated',
      note('A rule that lacks what it needs has not passed.'),
      table([{ title: 'Rule' }, { title: 'Flags' }, { title: 'Why not' }], rows),
    ),
  ];
}
