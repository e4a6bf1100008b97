import type { Problem } from '#app/catalog';
import { leftOutProblem } from '../problems.ts';

/** How many are named; the rest is a number. */
const NAMED = 3;

/** Counts what is not searched, to be told in one sentence. */
export class LeftOut {
  readonly #ignored = { folder: [] as string[], file: [] as string[] };
  readonly #named: string[] = [];

  byGit(name: string, what: 'folder' | 'file'): void {
    this.#ignored[what].push(name);
  }

  byName(folder: string): void {
    this.#named.push(folder);
  }

  problems(): readonly Problem[] {
    const { folder, file } = this.#ignored;
    const ignored = [count(folder.length, 'folder'), count(file.length, 'file')].filter((each) => each !== '');
    const parts = [
      ignored.length > 0 ? `${ignored.join(' and ')} that git ignores (${list([...folder, ...file])})` : '',
      this.#named.length > 0
        ? `${count(this.#named.length, 'folder')} of what is built, generated or served (${list(this.#named)})`
        : '',
    ].filter((part) => part !== '');
    return parts.length > 0 ? [leftOutProblem(parts.join(', and '))] : [];
  }
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}

function list(names: readonly string[]): string {
  return `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ', …' : ''}`;
}
