/** An editor that a person may choose without knowing its command line. */
export interface EditorPreset {
  readonly name: string;
  /** The setting: a program and its arguments, see {@link EDITOR_PLACES}. */
  readonly command: string;
  /** Where its program is not on the PATH: the address its application answers to. `null` where there is none. */
  readonly url: string | null;
}

/** What stands for the place in an editor's command: the absolute path, line and column from 1. */
export const EDITOR_PLACES = ['{file}', '{line}', '{column}'] as const;

/**
 * Command lines: code.visualstudio.com/docs/editor/command-line (`--goto`), jetbrains.com/help/idea/opening-files-from-command-line.html
 * (`--line`, `--column`), zed.dev/docs/reference/cli (`path:line:column`).
 */
export const EDITOR_PRESETS: readonly EditorPreset[] = [
  {
    name: 'VS Code',
    command: 'code --goto {file}:{line}:{column}',
    url: 'vscode://file/{file}:{line}:{column}',
  },
  {
    name: 'Cursor',
    command: 'cursor --goto {file}:{line}:{column}',
    url: 'cursor://file/{file}:{line}:{column}',
  },
  { name: 'Zed', command: 'zed {file}:{line}:{column}', url: 'zed://file/{file}:{line}:{column}' },
  {
    name: 'WebStorm',
    command: 'webstorm --line {line} --column {column} {file}',
    url: 'webstorm://open?file={file}&line={line}&column={column}',
  },
  {
    name: 'IntelliJ IDEA',
    command: 'idea --line {line} --column {column} {file}',
    url: 'idea://open?file={file}&line={line}&column={column}',
  },
  {
    name: 'DataGrip',
    command: 'datagrip --line {line} --column {column} {file}',
    url: null,
  },
];

export type EditorCommand =
  | { readonly ok: true; readonly program: string; readonly args: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/**
 * Takes a command apart at its spaces; quotes keep them together and nothing else has a meaning: no shell ever sees it.
 * Says in a sentence what is wrong with one that cannot be run.
 */
export function parseEditorCommand(text: string): EditorCommand {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const character of text.trim()) {
    if (quote !== null) {
      if (character === quote) quote = null;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== null) return { ok: false, problem: `A ${quote} is not closed.` };
  if (word !== null) words.push(word);
  const [program = '', ...args] = words;
  if (program === '') return { ok: false, problem: 'No program is named.' };
  if (program.includes('{'))
    return { ok: false, problem: 'The first word has to be a program, not a place in a file.' };
  const known: readonly string[] = EDITOR_PLACES;
  const unknown = args.flatMap((arg) => arg.match(/\{[a-z]+\}/g) ?? []).find((place) => !known.includes(place));
  if (unknown !== undefined) {
    return { ok: false, problem: `${unknown} stands for nothing; there are ${EDITOR_PLACES.join(', ')}.` };
  }
  return { ok: true, program, args };
}
