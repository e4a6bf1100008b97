/** All commands, for who cannot load the command line itself. */
export const COMMANDS = [
  'open',
  'serve',
  'inspect',
  'drift',
  'draft',
  'baseline',
  'prove',
  'audit',
  'isolation',
  'report',
  'graph',
  'explain',
] as const;
