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
import { CONFIG_FILE } from './config-file.ts';
import { configProblem } from './config-problem.ts';
import { type ProjectConfig, projectConfigSchema } from './config-schema.ts';
import type { ReadConfig } from './read-config.ts';

/** Parses the text of the file: JSON with comments and trailing commas. */
export function parseConfig(text: string): ReadConfig {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map((error) =>
    configProblem(
      `${CONFIG_FILE} is not JSON: ${printParseErrorCode(error.error)}.`,
      positionOf(text, error.offset),
      null,
    ),
  );
  if (!tree)
    return {
      config: {},
      problems: problems.length > 0 ? problems : [configProblem(`${CONFIG_FILE} is empty.`, null, null)],
    };
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
  return configProblem(`${where} ${what}.`, positionOf(text, nodeAt(tree, path).offset), null);
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
