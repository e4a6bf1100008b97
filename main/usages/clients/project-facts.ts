import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ProjectFacts } from '#app/usages';
import { readGitIgnore } from '../files/git-ignore.ts';
import type { Workspace } from '../files/workspace-root.ts';

/** Files by which platforms know a project whose code they run in short-lived processes. */
const PLATFORM_FILES: readonly (readonly [file: string, platform: string])[] = [
  ['vercel.json', 'Vercel'],
  ['vercel.ts', 'Vercel'],
  ['netlify.toml', 'Netlify'],
  ['wrangler.toml', 'Cloudflare Workers'],
  ['wrangler.json', 'Cloudflare Workers'],
  ['wrangler.jsonc', 'Cloudflare Workers'],
  ['serverless.yml', 'the Serverless Framework'],
  ['serverless.yaml', 'the Serverless Framework'],
  ['serverless.ts', 'the Serverless Framework'],
  ['sst.config.ts', 'SST'],
];

/** Packages that only code for such platforms needs. */
const PLATFORM_PACKAGES =
  /^(@vercel\/(functions|edge|postgres)|@netlify\/functions|@types\/aws-lambda|aws-lambda|serverless-http|@sveltejs\/adapter-(vercel|netlify|cloudflare)|@astrojs\/(vercel|netlify|cloudflare)|@opennextjs\/(aws|cloudflare))$/;

const PAGE = /\.(md|mdx|markdown|txt|adoc|rst)$/i;
const PAGE_FOLDERS = /^(docs?|documentation|runbooks?|ops|operations|guides?|wiki|\.github)$/i;
const MAX_PAGES = 400;
const MAX_BYTES = 512 * 1024;
const DEPTH = 4;

/** How a restore is told: the act and what is restored, in one sentence or heading. */
const RESTORE =
  /\bpg_restore\b|\bpoint[- ]in[- ]time recovery\b|\bPITR\b|\brestor(e|es|ing|ation)\b[^.\n]{0,80}\b(backups?|dumps?|snapshots?|database|db|postgres(ql)?)\b|\b(backups?|dumps?|snapshots?|database|postgres(ql)?)\b[^.\n]{0,80}\brestor(e|es|ed|ing|ation)\b/i;

/** What files beside the code tell. `workspace` is the top of the workspace that the project belongs to, or the project. */
export function readProjectFacts(root: string, workspace: Workspace): ProjectFacts {
  const folders = [...new Set([root, workspace.top])];
  const pages = findPages(root, workspace);
  return {
    serverless: platformFile(folders) ?? platformPackage(root),
    pages: pages.length,
    restore: pages.flatMap(({ path, file }) => {
      const line = restoreLine(path);
      return line === null ? [] : [{ file, line }];
    }),
  };
}

function platformFile(folders: readonly string[]): ProjectFacts['serverless'] {
  for (const folder of folders) {
    for (const [file, platform] of PLATFORM_FILES)
      if (existsSync(join(folder, file))) return { file, because: `it configures ${platform}` };
  }
  return null;
}

function platformPackage(root: string): ProjectFacts['serverless'] {
  const own = join(root, 'package.json');
  if (!existsSync(own)) return null;
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(own, 'utf8')) as Record<string, object>;
    const name = Object.keys({ ...dependencies, ...devDependencies }).find((each) => PLATFORM_PACKAGES.test(each));
    return name ? { file: 'package.json', because: `it depends on ${name}` } : null;
  } catch {
    // A manifest that cannot be read says nothing; whoever resolves imports tells it.
    return null;
  }
}

interface Page {
  readonly path: string;
  readonly file: string;
}

/** Pages right in the project and the repository, and in their folders of documentation. */
function findPages(root: string, { top, repository }: Workspace): readonly Page[] {
  const pages = new Map<string, Page>();
  const visit = (folder: string, depth: number): void => {
    for (const entry of entriesIn(folder)) {
      const path = join(folder, entry.name);
      if (pages.size >= MAX_PAGES || git.ignores(path, entry.isDirectory())) continue;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && depth < DEPTH && (depth > 0 || PAGE_FOLDERS.test(entry.name)))
          visit(path, depth + 1);
      } else if (entry.isFile() && PAGE.test(entry.name))
        pages.set(path, { path, file: relative(root, path).split(sep).join('/') });
    }
  };
  const git = readGitIgnore(top, repository, () => {});
  visit(root, 0);
  if (top !== root) visit(top, 0);
  return [...pages.values()];
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function restoreLine(path: string): number | null {
  try {
    if (statSync(path).size > MAX_BYTES) return null;
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => RESTORE.test(line));
    return at < 0 ? null : at + 1;
  } catch {
    return null;
  }
}
