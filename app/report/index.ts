export { driftToGithub } from './drift/github.ts';
export { driftToJunit } from './drift/junit.ts';
export { driftToMarkdown } from './drift/markdown.ts';
export { driftToSarif } from './drift/sarif.ts';
