import type { Kind } from '#app/catalog';
import { type AttributeRule, DIFFERS, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';
import type { Judge } from './judge.ts';
import { KIND_RULES } from './kind-rules.ts';

/** A rule with its attribute's type forgotten; `rulesOf` is the one place where that happens. */
export type AnyRule = AttributeRule<Kind, unknown>;
export type ComparedRule = Exclude<AnyRule, { readonly how: 'not-compared' }>;

export interface NamedRule {
  readonly attribute: string;
  readonly rule: ComparedRule;
}

const compared = new Map<Kind, readonly NamedRule[]>();
const handled = new Map<Kind, ReadonlySet<string>>();

/** The attributes of a kind that are compared, in the order in which they are declared. */
export function rulesOf(kind: Kind): readonly NamedRule[] {
  let rules = compared.get(kind);
  if (!rules) {
    const all = Object.entries(KIND_RULES[kind].attributes) as unknown as [string, AnyRule][];
    rules = all.flatMap(([attribute, rule]) => (rule.how === 'not-compared' ? [] : [{ attribute, rule }]));
    compared.set(kind, rules);
    handled.set(kind, new Set(all.map(([attribute]) => attribute)));
  }
  return rules;
}

/** Whether two objects say the same of one attribute. */
export function evaluate({ attribute, rule }: NamedRule, from: Side, to: Side, judge: Judge): Ruling {
  const a = attributeOf(from, attribute);
  const b = attributeOf(to, attribute);
  if (rule.nullIsUnknown && (a === null || b === null)) return SAME;
  if (rule.serversOnly && (!isServer(from) || !isServer(to))) return SAME;
  if (isEqual(a, b)) return SAME;
  switch (rule.how) {
    case 'value':
      return rule.normalize && isEqual(rule.normalize(a), rule.normalize(b)) ? SAME : DIFFERS;
    case 'text':
      return judge.text(rule.place, a as string | null, b as string | null, from, to);
    case 'own':
      return rule.rule(from, to, judge);
  }
}

/** The side whose server is too old to say more than it does, or `null`. */
export function cannotExpress({ attribute, rule }: NamedRule, from: Side, to: Side): Side | null {
  const { since } = rule;
  if (!since) return null;
  const isTooOld = (side: Side, other: Side) => {
    const { server } = side.account.catalog;
    if (server === null || server.major >= since.major) return false;
    return isEqual(attributeOf(side, attribute), since.implied(attributeOf(other, attribute)));
  };
  if (isTooOld(from, to)) return from;
  return isTooOld(to, from) ? to : null;
}

/** True where all compared attributes are the same; open and undecided ones count as different. */
export function isAlike(from: Side, to: Side, judge: Judge): boolean {
  return rulesOf(from.object.kind).every((rule) => evaluate(rule, from, to, judge).outcome === 'same');
}

/**
 * The attributes that no rule handles and that differ. It is what is left of the whole once the handled ones are taken as
 * equal, so that nothing can differ in silence.
 */
export function remainder(from: Side, to: Side): readonly string[] {
  rulesOf(from.object.kind);
  const known = handled.get(from.object.kind);
  const unknown = new Set<string>();
  // Asked of every pair, and hardly ever is anything found: no list is made for nothing.
  for (const { object } of [from, to])
    for (const attribute in object) if (!known?.has(attribute)) unknown.add(attribute);
  return [...unknown].filter((attribute) => !isEqual(attributeOf(from, attribute), attributeOf(to, attribute))).sort();
}

export function attributeOf({ object }: Side, attribute: string): unknown {
  return (object as unknown as Record<string, unknown>)[attribute];
}

function isServer({ account }: Side): boolean {
  return account.source.kind === 'live' || account.source.kind === 'url' || account.source.kind === 'sql';
}
