import { randomUUID } from 'node:crypto';
import { implement, ORPCError } from '@orpc/server';
import { contract, type ErrorData, type Progress, plainJson } from '#app/api';
import { toErrorData } from '#main/platform/failure.ts';
import type { GivesBack } from '#main/platform/give-back.ts';
import type { Log } from '#main/platform/log.ts';
import { redact } from '#main/platform/redact.ts';
import type { Work } from '#main/platform/work.ts';
import { toDraftResult, toRemedyPlan } from './draft-result.ts';
import { readExcerpt } from './file-excerpt.ts';
import { openInEditor, requireEditor } from './open-in-editor.ts';
import { streamProgress } from './progress-stream.ts';
import { createSentReadings } from './sent-readings.ts';
import type { Session } from './session.ts';
import { definedSettings } from './settings-store.ts';

/** The contract's handlers. Whatever is thrown in one crosses as `FAILED` with its data, and is logged. */
export function createRouter(session: Session, log: Log, givesBack: GivesBack) {
  const fail = (path: readonly string[], error: unknown): ORPCError<'FAILED', ErrorData> => {
    const data = withoutSecrets(toErrorData(error));
    if (data.code !== 'cancelled') log[data.code === 'internal' ? 'error' : 'info'](logLine(path, data));
    return new ORPCError('FAILED', { defined: true, message: data.message, data });
  };

  const sent = createSentReadings(randomUUID());

  const os = implement(contract).use(async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      // What the door refused (a wrong input) is no failure of the work: it keeps its own code.
      throw error instanceof ORPCError ? error : fail(path, error);
    }
  });

  async function* work<T extends object>(
    path: readonly string[],
    signal: AbortSignal | undefined,
    run: (work: Work) => Promise<T>,
  ): AsyncGenerator<Progress, T, void> {
    const end = givesBack.begin();
    try {
      return plainJson(yield* streamProgress(run, signal));
    } catch (error) {
      throw fail(path, error);
    } finally {
      end();
    }
  }

  return os.router({
    app: {
      info: os.app.info.handler(() => session.info()),
      settings: os.app.settings.handler(() => session.settings.read()),
      saveSettings: os.app.saveSettings.handler(({ input }) => {
        if (input.editor) requireEditor(input.editor);
        return session.settings.save(definedSettings(input));
      }),
    },
    project: {
      open: os.project.open.handler(({ input }) => session.openProject(input.path)),
    },
    source: {
      add: os.source.add.handler(({ input }) => session.addSource(input)),
      read: os.source.read.handler(async ({ input, signal, path }) =>
        work(path, signal, async (own) => {
          const { root, source, fresh, known } = input;
          return sent.answer(`${root}\0${source}`, await session.read({ root, source, fresh }, own), known);
        }),
      ),
    },
    usages: {
      read: os.usages.read.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.usages(input, own)),
      ),
    },
    drift: {
      compare: os.drift.compare.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.compare(input, own)),
      ),
      decideRename: os.drift.decideRename.handler(({ input }) => session.decideRename(input)),
      waive: os.drift.waive.handler(({ input }) => session.waive(input)),
    },
    audit: {
      run: os.audit.run.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.audit(input, own)),
      ),
      report: os.audit.report.handler(async ({ input: { format, ...input }, signal, path }) =>
        work(path, signal, (own) => session.report(input, format, own)),
      ),
      explain: os.audit.explain.handler(({ input }) => session.explainRule(input.rule)),
      waive: os.audit.waive.handler(({ input }) => session.waiveFinding(input)),
    },
    graph: {
      notes: os.graph.notes.handler(({ input }) => session.graphNotes(input.root)),
      saveView: os.graph.saveView.handler(({ input }) => session.saveView(input)),
      annotate: os.graph.annotate.handler(({ input }) => session.annotate(input)),
    },
    isolation: {
      run: os.isolation.run.handler(async ({ input: { role, ...input }, signal, path }) =>
        work(path, signal, (own) => session.isolation(role === null ? input : { ...input, role }, own)),
      ),
    },
    draft: {
      remedy: os.draft.remedy.handler(async ({ input: { root, findings, prove, sql }, signal, path }) =>
        work(path, signal, async (own) => {
          const { source, ended, left, inCode, brought, ...drafted } = await session.draftFindings(
            { root, keys: findings, prove, ...written(sql) },
            own,
          );
          const ends = { from: source, to: 'the remedies' };
          return { ...toDraftResult(ends, { ...drafted, renameCandidates: [] }), ended, left, inCode, brought };
        }),
      ),
      plan: os.draft.plan.handler(async ({ input: { root, findings, prove }, signal, path }) =>
        work(path, signal, async (own) => toRemedyPlan(await session.draftPlan({ root, keys: findings, prove }, own))),
      ),
      make: os.draft.make.handler(async ({ input: { only, sql, ...input }, signal, path }) =>
        work(path, signal, async (own) => {
          session.prepareLint();
          const request = { ...input, ...(only === null ? {} : { only }), ...written(sql) };
          return toDraftResult(request, await session.draft(request, own));
        }),
      ),
      lint: os.draft.lint.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.lint(input, own)),
      ),
      complete: os.draft.complete.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.complete(input, own)),
      ),
      describe: os.draft.describe.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.describe(input, own)),
      ),
      format: os.draft.format.handler(async ({ input, signal, path }) =>
        work(path, signal, () => session.format(input.sql)),
      ),
      effect: os.draft.effect.handler(async ({ input, signal, path }) =>
        work(path, signal, (own) => session.effect(input, own)),
      ),
      kept: os.draft.kept.handler(({ input }) => {
        session.prepareLint();
        return session.keptDrafts().then((kept) => kept.read(input));
      }),
      keep: os.draft.keep.handler(({ input: { key, draft } }) =>
        session.keptDrafts().then((kept) => kept.keep(key, draft)),
      ),
      preview: os.draft.preview.handler(async ({ input: { only, name, sql, ...input }, signal, path }) =>
        work(path, signal, (own) =>
          session.previewSave(
            { ...input, ...(only === null ? {} : { only }), ...(name === null ? {} : { name }), ...written(sql) },
            own,
          ),
        ),
      ),
      previewRemedy: os.draft.previewRemedy.handler(
        async ({ input: { findings, name, sql, ...input }, signal, path }) =>
          work(path, signal, (own) =>
            session.previewRemedy(
              { ...input, keys: findings, ...(name === null ? {} : { name }), ...written(sql) },
              own,
            ),
          ),
      ),
      code: os.draft.code.handler(async ({ input: { only, ...input }, signal, path }) =>
        work(path, signal, (own) =>
          session.previewCode({ ...input, from: 'code', ...(only === null ? {} : { only }) }, own),
        ),
      ),
      save: os.draft.save.handler(({ input }) => session.save(input)),
    },
    watch: {
      changes: os.watch.changes.handler(async function* ({ input, signal, path }) {
        try {
          yield* session.watch(input, signal);
        } catch (error) {
          throw fail(path, error);
        }
      }),
    },
    file: {
      excerpt: os.file.excerpt.handler(({ input }) => readExcerpt(input)),
      openInEditor: os.file.openInEditor.handler(async ({ input }) =>
        openInEditor(input, (await session.settings.read()).editor),
      ),
    },
    log: {
      statements: os.log.statements.handler(async ({ signal }) => session.statements.follow(signal)),
    },
  });
}

function withoutSecrets(data: ErrorData): ErrorData {
  return { ...data, message: redact(data.message), cause: data.cause === null ? null : redact(data.cause) };
}

function logLine(path: readonly string[], data: ErrorData): string {
  return `${path.join('.')}: ${data.code}: ${data.message}${data.cause === null ? '' : `\n${data.cause}`}`;
}

/** What a person made of a draft, where somebody did. */
function written(sql: string | null): { readonly sql?: string } {
  return sql === null ? {} : { sql };
}
