export type { ChangedShape, Client, ClientAddress, ProjectFacts } from './client.ts';
export { usagesJsonSchema } from './json-schema.ts';
export { isOnlyAName, isStatement, USAGE_KINDS, type UsageKind, type UsagePart, usagePart } from './kinds.ts';
export { countKinds, type KindCount, type UsageLookup, usageLookupOf } from './lookup.ts';
export type { SettingUse } from './setting.ts';
export type { Usage, UsageCondition, Usages } from './usage.ts';
