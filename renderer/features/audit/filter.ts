import type { AuditSource, Dimension, Finding, Severity } from '#app/api';
import type { AuditFilters } from '#renderer/stores';
import { DIMENSIONS, KNOWN_LIKELIHOODS, type KnownLikelihood, SEVERITIES } from './looks.ts';

/** Values that occur, with how many findings each would leave. */
export type Facet<T extends string> = readonly (readonly [value: T, count: number])[];

export interface FilteredFindings {
  readonly shown: readonly Finding[];
  /** How many there are before anything is filtered: waived ones only where they are asked for. */
  readonly all: number;
  readonly facets: {
    readonly severities: Facet<Severity>;
    readonly dimensions: Facet<Dimension>;
    readonly likelihoods: Facet<KnownLikelihood>;
    readonly rules: Facet<string>;
    readonly sources: Facet<AuditSource>;
    readonly waived: number;
    readonly fixable: number;
  };
}

const SOURCES: readonly AuditSource[] = ['live', 'migrations', 'code'];

interface Asked {
  readonly finding: Finding;
  readonly filters: AuditFilters;
  readonly words: readonly string[];
}

const TESTS = {
  text: ({ finding, words }: Asked) => words.every((word) => textOf(finding).includes(word)),
  severities: ({ finding, filters }: Asked) => isIn(filters.severities, finding.severity),
  dimensions: ({ finding, filters }: Asked) => isIn(filters.dimensions, finding.dimension),
  likelihoods: ({ finding, filters }: Asked) => isIn(filters.likelihoods, likelihoodOf(finding)),
  rules: ({ finding, filters }: Asked) => isIn(filters.rules, finding.rule),
  sources: ({ finding, filters }: Asked) =>
    filters.sources.length === 0 || finding.sources.some((source) => filters.sources.includes(source)),
  waived: ({ finding, filters }: Asked) => filters.waived === (finding.status === 'waived'),
  fixable: ({ finding, filters }: Asked) => !filters.fixable || isFixable(finding),
} satisfies Record<string, (asked: Asked) => boolean>;

type TestName = keyof typeof TESTS;
const NAMES = Object.keys(TESTS) as readonly TestName[];

/** What the filters leave, and what each of them would leave: one pass, since it runs on every key press. */
export function filterFindings(findings: readonly Finding[], filters: AuditFilters): FilteredFindings {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown: Finding[] = [];
  const counts = new Map<string, number>();
  let all = 0;
  for (const finding of findings) {
    if (filters.waived || finding.status === 'open') all += 1;
    const failed = failedBy({ finding, filters, words });
    if (failed === 'several') continue;
    if (failed === null) shown.push(finding);
    for (const [name, value] of valuesOf(finding)) {
      if (failed !== null && failed !== name) continue;
      const key = `${name} ${value}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const facet = <T extends string>(name: TestName, known: readonly T[]): Facet<T> =>
    known.flatMap((value) => {
      const count = counts.get(`${name} ${value}`);
      return count === undefined ? [] : [[value, count] as const];
    });
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    shown,
    all,
    facets: {
      severities: facet('severities', SEVERITIES),
      dimensions: facet('dimensions', DIMENSIONS),
      likelihoods: facet('likelihoods', KNOWN_LIKELIHOODS),
      rules: facet('rules', rules),
      sources: facet('sources', SOURCES),
      waived: counts.get('waived yes') ?? 0,
      fixable: counts.get('fixable yes') ?? 0,
    },
  };
}

/** Whether its remedy can be drafted. */
export function isFixable({ remedy }: Finding): boolean {
  return remedy !== null && (remedy.sql || remedy.code);
}

export function likelihoodOf({ likelihood }: Finding): KnownLikelihood {
  return likelihood ?? 'unknown';
}

/** The only filter that leaves it out, `several`, or none. */
function failedBy(asked: Asked): TestName | 'several' | null {
  let failed: TestName | null = null;
  for (const name of NAMES) {
    if (TESTS[name](asked)) continue;
    if (failed !== null) return 'several';
    failed = name;
  }
  return failed;
}

function valuesOf(finding: Finding): readonly (readonly [TestName, string])[] {
  return [
    ['severities', finding.severity],
    ['dimensions', finding.dimension],
    ['likelihoods', likelihoodOf(finding)],
    ['rules', finding.rule],
    ...finding.sources.map((source) => ['sources', source] as const),
    ...(finding.status === 'waived' ? [['waived', 'yes'] as const] : []),
    ...(isFixable(finding) ? [['fixable', 'yes'] as const] : []),
  ];
}

function isIn<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

const TEXTS = new WeakMap<Finding, string>();

/** What a word is looked for in. */
function textOf(finding: Finding): string {
  let text = TEXTS.get(finding);
  if (text === undefined) {
    const files = finding.origins.map(({ file }) => file ?? '').join(' ');
    text = `${finding.key} ${finding.message} ${finding.waiver?.reason ?? ''} ${files}`.toLowerCase();
    TEXTS.set(finding, text);
  }
  return text;
}

export function isNarrowedAudit(filters: AuditFilters): boolean {
  const { text, waived, fixable, ...lists } = filters;
  return text !== '' || waived || fixable || Object.values(lists).some((list) => list.length > 0);
}
