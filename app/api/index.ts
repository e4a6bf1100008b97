export * from './contract.ts';
export * from './editors.ts';
export * from './errors.ts';
export { driftResultJsonSchema } from './json-schema.ts';
export * from './values.ts';
export * from './watch.ts';
