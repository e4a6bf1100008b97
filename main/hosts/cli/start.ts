#!/usr/bin/env node
import { join } from 'node:path';
import { runCompiled } from '#main/platform/compiled.ts';
import { packageFolder } from '#main/platform/entry.ts';
import { defaultFolders } from '#main/platform/folders.ts';
import { COMMANDS } from './commands.ts';

// `raingauge ../shop` opens that project.
const [first = 'open'] = process.argv.slice(2);
const errand = COMMANDS.find((command) => command === first) ?? null;
runCompiled(join(packageFolder, 'dist', 'command-line.cjs'), {
  folder: join(defaultFolders().cache, 'compiled'),
  errand,
});
