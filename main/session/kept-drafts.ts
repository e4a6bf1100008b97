import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyChanges, type DraftKey, type KeptDraft, keptDraftSchema, type TextChange } from '#app/api';
import { redact } from '#main/platform/redact.ts';

/** Drafts that are being written, kept outside of the project until they are saved. */
export interface KeptDrafts {
  /** What was kept of a draft; `null` where there is nothing, or nothing that can be read. */
  read(key: DraftKey): Promise<KeptDraft | null>;
  /** Keeps it, or lets go of it with `null`. False where it holds a secret: then nothing of it is kept. */
  keep(key: DraftKey, draft: KeptDraft | null): Promise<boolean>;
}

/** How many are kept, of all projects: the oldest go. */
const MOST = 200;

/** @param folder - made with the first draft, for its owner alone. */
export function createKeptDrafts(folder: string): KeptDrafts {
  let last: Promise<unknown> = Promise.resolve();
  const hasSecret = createSecretSearch();

  async function write(key: DraftKey, draft: KeptDraft | null): Promise<boolean> {
    const file = fileOf(folder, key);
    if (draft === null || hasSecret(draft)) {
      await rm(file, { force: true });
      return draft === null;
    }
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const beside = `${file}.${process.pid}.tmp`;
    await writeFile(beside, `${JSON.stringify({ ...draft, of: described(key) })}\n`, { mode: 0o600 });
    await rename(beside, file);
    await forgetOldest(folder);
    return true;
  }

  return {
    async read(key) {
      await last.catch(() => {});
      try {
        const parsed = keptDraftSchema.safeParse(JSON.parse(await readFile(fileOf(folder, key), 'utf8')));
        return parsed.success ? parsed.data : null;
      } catch {
        return null;
      }
    },
    keep(key, draft) {
      // One after the other: what was typed last is what stays.
      const next = last.then(
        () => write(key, draft),
        () => write(key, draft),
      );
      last = next;
      return next;
    },
  };
}

/** A name that says nothing of the sources: an address may be among them. */
function fileOf(folder: string, { root, from, to, only, findings }: DraftKey): string {
  const text = JSON.stringify([root, from, to, only && [...only].sort(), findings && [...findings].sort()]);
  return join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.json`);
}

/** For a person who looks into the folder. */
function described({ root, from, to }: DraftKey) {
  return { root, from: redact(from ?? ''), to: redact(to ?? '') };
}

/** `PASSWORD 'secret'` of a role or a user mapping, in either form of a string. */
const PASSWORD = /\bpassword\s*=?\s*(?:[eu]&?)?['$]|\bpassword=\S/i;
/** The password in an address. */
const CREDENTIALS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@']*:[^\s@/']+@/i;

/**
 * Whether a draft holds a secret in any of its states: a step that was undone is kept as well. Each letter that is typed asks of one
 * draft again, so that states which were looked at before are not looked at twice.
 */
function createSecretSearch(): (draft: KeptDraft) => boolean {
  let clean: Pick<KeptDraft, 'base' | 'edits'> | null = null;
  return ({ base, edits }) => {
    const known = clean?.base === base ? clean.edits : null;
    if (!known && saysSecret(base)) return true;
    const differs = edits.findIndex((edit, at) => !isSameChange(edit, known?.[at]));
    let text = base;
    for (const [at, edit] of edits.entries()) {
      text = applyChanges(text, [edit]);
      if (differs >= 0 && at >= differs && saysSecret(text)) return true;
    }
    clean = { base, edits };
    return false;
  };
}

function saysSecret(text: string): boolean {
  return PASSWORD.test(text) || (text.includes('://') && CREDENTIALS.test(text));
}

function isSameChange(one: TextChange, other: TextChange | undefined): boolean {
  return one.at === other?.at && one.length === other.length && one.text === other.text;
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= MOST) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(MOST);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
