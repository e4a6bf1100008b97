import type { AuditSource, Dimension, Finding, Severity } from '#app/api';
import { type Facet, isIn, narrow, wordsOf } from '#renderer/lib/narrow.ts';
import type { AuditFilters } from '#renderer/stores';
import { DIMENSIONS, KNOWN_LIKELIHOODS, type KnownLikelihood, SEVERITIES } from './looks.ts';

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
  readonly item: Finding;
  readonly filters: AuditFilters;
  readonly words: readonly string[];
}

const TESTS = {
  text: ({ item, words }: Asked) => words.every((word) => textOf(item).includes(word)),
  severities: ({ item, filters }: Asked) => isIn(filters.severities, item.severity),
  dimensions: ({ item, filters }: Asked) => isIn(filters.dimensions, item.dimension),
  likelihoods: ({ item, filters }: Asked) => isIn(filters.likelihoods, likelihoodOf(item)),
  rules: ({ item, filters }: Asked) => isIn(filters.rules, item.rule),
  sources: ({ item, filters }: Asked) =>
    filters.sources.length === 0 || item.sources.some((source) => filters.sources.includes(source)),
  waived: ({ item, filters }: Asked) => filters.waived === (item.status === 'waived'),
  fixable: ({ item, filters }: Asked) => !filters.fixable || isFixable(item),
} satisfies Record<string, (asked: Asked) => boolean>;

/** What the filters leave, and what each of them would leave. */
export function filterFindings(findings: readonly Finding[], filters: AuditFilters): FilteredFindings {
  const words = wordsOf(filters.text);
  const { shown, facet, switched } = narrow(
    findings.map((item): Asked => ({ item, filters, words })),
    { tests: TESTS, valuesOf },
  );
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return {
    shown,
    all: filters.waived ? findings.length : findings.filter(({ status }) => status === 'open').length,
    facets: {
      severities: facet('severities', SEVERITIES),
      dimensions: facet('dimensions', DIMENSIONS),
      likelihoods: facet('likelihoods', KNOWN_LIKELIHOODS),
      rules: facet('rules', rules),
      sources: facet('sources', SOURCES),
      waived: switched('waived'),
      fixable: switched('fixable'),
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

function valuesOf({ item: finding }: Asked): readonly (readonly [keyof typeof TESTS, string])[] {
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
