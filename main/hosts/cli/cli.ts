import { CommanderError } from 'commander';
import { messageOf } from '#main/platform/failure.ts';
import { EXIT } from './exit-code.ts';
import { createProgram } from './program.ts';

let code: number = EXIT.none;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader (`head`, `less`) had enough.
  if (error.code === 'EPIPE') process.exit(code);
});
createProgram((result) => {
  code = result;
})
  .parseAsync()
  .catch((error: unknown) => {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? EXIT.none : EXIT.wrongUsage;
    else {
      process.stderr.write(`error ${messageOf(error)}\n`);
      code = EXIT.couldNotTell;
    }
  })
  // Everything is written and closed; what may still idle (a socket's keep-alive) must not hold the shell.
  .finally(() => process.exit(code));
