import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { constants, Script } from 'node:vm';
import { keepFile } from './keep-file.ts';

export interface CompiledOptions {
  /** Where V8's work is kept, for its owner alone: what lies there is run. */
  readonly folder: string;
  /** What is done this time: another errand uses other functions. `null` keeps nothing. */
  readonly errand: string | null;
}

/**
 * Runs a file of the build, a CommonJS module within the function that Node would put around it, with what V8 made of it the
 * last time: parsing and compiling takes a short command much of its time, and Node keeps none of it before version 22 (and then
 * only with `module.enableCompileCache`). What is kept is of this file, this Node and these flags, or it is made anew; what
 * cannot be read or written costs time and nothing else.
 */
export function runCompiled(file: string, { folder, errand }: CompiledOptions): void {
  const keptIn = errand === null ? null : join(folder, `${basename(file, extname(file))}-${errand}.bin`);
  const cachedData = keptIn === null ? undefined : read(keptIn, file);
  // The build writes ASCII.
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (keptIn !== null && (cachedData === undefined || script.cachedDataRejected)) {
    // At the end, when the functions that this errand needs are compiled, too.
    process.once('exit', () => {
      const data = script.createCachedData();
      keepFile(keptIn, Buffer.concat([digest(file, data), data]));
    });
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
}

const DIGEST_BYTES = 32;

/** Of another file or Node, or damaged, is as good as none: V8 itself looks at no more than the length of the source. */
function read(keptIn: string, file: string): Buffer | undefined {
  try {
    const content = readFileSync(keptIn);
    const data = content.subarray(DIGEST_BYTES);
    return digest(file, data).equals(content.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function digest(file: string, data: Buffer): Buffer {
  const { size, mtimeMs, ino } = statSync(file);
  const of = [file, size, mtimeMs, ino, process.version, process.arch, ...process.execArgv].join('\0');
  return createHash('sha256').update(of).update(data).digest();
}
