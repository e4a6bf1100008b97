import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import type { Origin, Problem } from '#app/catalog';
import { messageOf } from '#main/platform/failure.ts';
import { CONFIG_FILE, type ProjectConfig, projectConfigSchema } from './config-schema.ts';

/** What `raingauge.config.json` says. Parts that are wrong are left out and named in `problems`. */
export interface ReadConfig {
  readonly config: ProjectConfig;
  readonly problems: readonly Problem[];
}

/** Reads `raingauge.config.json` of a project; a project without one has an empty config and no problem. */
export async function readConfig(root: string): Promise<ReadConfig> {
  let text: string;
  try {
    text = await readFile(join(root, CONFIG_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { config: {}, problems: [] };
    return { config: {}, problems: [problem(`${CONFIG_FILE} could not be read.`, null, messageOf(error))] };
  }
  return parseConfig(text);
}

/** Parses the text of the file: JSON with comments and trailing commas. */
export function parseConfig(text: string): ReadConfig {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map((error) =>
    problem(`${CONFIG_FILE} is not JSON: ${printParseErrorCode(error.error)}.`, positionOf(text, error.offset), null),
  );
  if (!tree)
    return { config: {}, problems: problems.length > 0 ? problems : [problem(`${CONFIG_FILE} is empty.`, null, null)] };
  const value: unknown = getNodeValue(tree);
  const parsed = projectConfigSchema.safeParse(value);
  if (parsed.success) return { config: parsed.data, problems };
  const wrong = parsed.error.issues.map((issue) => describeIssue(issue, tree, text));
  return { config: keepWhatIsRight(value, parsed.error.issues), problems: [...problems, ...wrong] };
}

function describeIssue(issue: z.core.$ZodIssue, tree: Node, text: string): Problem {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : [...issue.path];
  const where = path.length === 0 ? CONFIG_FILE : `"${path.map(String).join('.')}" in ${CONFIG_FILE}`;
  const what = issue.code === 'unrecognized_keys' ? 'is not a setting' : `is wrong: ${issueText(issue)}`;
  return problem(`${where} ${what}.`, positionOf(text, nodeAt(tree, path).offset), null);
}

function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message.replace(/^Invalid input: /, '');
  const reasons = issue.errors.map((branch) => branch.map((each) => [...each.path, each.message].join(' ')).join(', '));
  return `it fits none of the forms (${reasons.join('; or ')})`;
}

/** The node at the path, or the deepest one above it that exists. */
function nodeAt(tree: Node, path: readonly PropertyKey[]): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(
      tree,
      path.slice(0, length).map((part) => (typeof part === 'number' ? part : String(part))),
    );
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return tree;
}

/** Drops each top-level setting that holds a wrong value: the others still count. */
function keepWhatIsRight(value: unknown, issues: readonly z.core.$ZodIssue[]): ProjectConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const wrong = new Set(
    issues.flatMap((issue) =>
      issue.path.length === 0 && issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
    ),
  );
  const right = Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
  const parsed = projectConfigSchema.safeParse(right);
  return parsed.success ? parsed.data : {};
}

function positionOf(text: string, offset: number): Origin {
  const before = text.slice(0, offset).split('\n');
  return { source: 'code', file: CONFIG_FILE, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function problem(message: string, origin: Origin | null, cause: string | null): Problem {
  return {
    code: 'config-invalid',
    effect: 'note',
    message,
    remedy: `Correct ${CONFIG_FILE}; what is right in it is used meanwhile.`,
    object: null,
    origin: origin ?? { source: 'code', file: CONFIG_FILE },
    cause,
  };
}
