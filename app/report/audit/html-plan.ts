import { PRIORITIES } from '#app/audit';
import { PRIORITY_SAYS } from '../plan.ts';
import type { XmlNode } from '../xml.ts';
import { h } from './html.ts';
import { code, note, section, severityChip } from './html-parts.ts';
import { PLAN_COMMAND, type PlanStep, sayPlan, stepWord } from './plan-steps.ts';
import type { AuditReport } from './report-model.ts';
import { count } from './words.ts';

/** Rules of a step that are named; the others are counted. */
const MOST_RULES = 8;

/** What to do, in order: the migrations, the edits and the decisions of each priority. */
export function planSection({ plan }: AuditReport): readonly XmlNode[] {
  if (!plan) return [];
  const groups = PRIORITIES.flatMap((priority) => {
    const own = plan.steps.filter((step) => step.priority === priority);
    if (own.length === 0) return [];
    return [
      h('h3', { class: 'priority' }, h('b', {}, priority), ` ${PRIORITY_SAYS[priority]}`),
      h(
        'ol',
        { class: 'plan' },
        own.map((step) => h('li', {}, ...stepOf(step))),
      ),
    ];
  });
  return [
    section(
      'plan',
      'Plan',
      note(
        sayPlan(plan),
        ' ',
        code(PLAN_COMMAND),
        ' writes the migrations, each tried on what the ones before it leave.',
      ),
      groups.flat(),
    ),
  ];
}

function stepOf(step: PlanStep): readonly XmlNode[] {
  const shown = step.rules.slice(0, MOST_RULES);
  const more = step.rules.length - shown.length;
  const brought = step.brought > 0 ? `, and ${step.brought} that they would have brought about` : '';
  return [
    h(
      'div',
      { class: 'step' },
      h('span', { class: 'what' }, stepWord(step)),
      step.id === null ? h('span', { class: 'about' }, step.about) : code(step.id),
      h('span', { class: 'about' }, `${count(step.findings, 'finding')}${brought}`),
    ),
    h(
      'ul',
      {},
      shown.map(({ rule, title, severity, times }) =>
        h(
          'li',
          {},
          severityChip(severity),
          h('a', { href: `#rule-${rule}` }, title),
          h('span', { class: 'times' }, times === 1 ? 'once' : `${times} times`),
        ),
      ),
      more > 0 ? [h('li', {}, h('span'), h('span', { class: 'times' }, `and ${count(more, 'more rule')}`))] : [],
    ),
  ];
}
