export * from './contract.ts';
export type * from './draft.ts';
export * from './editors.ts';
export * from './errors.ts';
export { driftResultJsonSchema } from './json-schema.ts';
export { JSON_SERIALIZERS, plainJson } from './plain-json.ts';
export * from './values.ts';
export * from './watch.ts';
