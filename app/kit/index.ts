export * from './foresee.ts';
export * from './kit-line.ts';
