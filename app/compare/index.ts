export * from './difference.ts';
export * from './question.ts';
