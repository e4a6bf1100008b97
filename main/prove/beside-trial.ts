import { type Catalog, type CatalogObject, KINDS, lookupOf, type ObjectId, type Problem } from '#app/catalog';
import { type BesideOptions, type BesidePlan, planBeside, plannedRoles, rolesNotReached } from '#app/plan';
import { quoteLiteral, renderEnsureRole, type Statement } from '#app/sql';
import { Failure } from '#main/platform/failure.ts';
import type { Work } from '#main/platform/work.ts';
import type { ScratchSession, Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { DraftFault } from './proof.ts';

/** The code of the problem that says what of a draft was not run. */
export const NOT_TRIED = 'draft-not-tried';

interface Said {
  readonly from: Catalog;
  readonly to: Catalog;
}

type Options = BesideOptions & { readonly shadow: Shadow; readonly work: Work };

/** What is planned with a part of a draft and tried with it. */
interface Around {
  readonly statements: readonly Statement[];
  /** What the shadow cannot try, and why. */
  untried(): Promise<readonly { readonly sql: string; readonly problem: Problem }[]>;
  /** The target with the owners that were reached: all that is built has one, whatever was planned. */
  ownedAs(target: Catalog, reached: Catalog): Catalog;
  /** What of owners and roles is not as it was planned. */
  faults(reached: Catalog): Promise<readonly DraftFault[]>;
}

/** Owners, roles, versions of extensions and invalid indexes: what building a catalog on the shadow does not bring about. */
export class BesideTrial {
  readonly #session: ScratchSession;
  readonly #said: Said;
  readonly #options: Options;

  constructor(session: ScratchSession, said: Said, options: Options) {
    this.#session = session;
    this.#said = said;
    this.#options = options;
    if ((options.owners || options.roles) && !options.shadow.standsIn) throw notThere();
  }

  /** Of the way back. */
  back(): BesideTrial {
    const { from, to } = this.#said;
    return new BesideTrial(this.#session, { from: to, to: from }, this.#options);
  }

  /** The roles of the source, as it says. Those that something was granted to are there already, without any right. */
  async prepare(): Promise<void> {
    if (!this.#options.roles) return;
    const there = { ...this.#said.from, objects: { ...this.#said.from.objects, role: await this.#roles() } };
    const missing = plannedRoles(this.#said.from).map((role) => ({ sql: renderEnsureRole(role), object: role.id }));
    await this.#session.run(missing);
    const { first } = planBeside({ from: there, to: onlyRoles(this.#said.from), made: new Set(), roles: true });
    await this.#session.run(first);
  }

  around(planned: readonly Statement[]): Around {
    const { owners, roles } = this.#options;
    const made = new Set(planned.filter(({ sql }) => sql.startsWith('CREATE ')).map(({ object }) => object));
    const plan = planBeside({ ...this.#said, made, owners, roles });
    return {
      statements: [...plan.first, ...planned, ...plan.last],
      untried: () => this.#untried(plan),
      ownedAs: (target, reached) => (plan.owners.size === 0 ? target : ownedAs(target, reached)),
      faults: async (reached) => [
        ...ownersNotReached(plan, reached),
        ...(plan.roles.size === 0 ? [] : rolesNotReached(plan.roles, await this.#roles())),
      ],
    };
  }

  /** A version that the shadow has no script for. */
  async #untried(plan: BesidePlan): ReturnType<Around['untried']> {
    const updates = plan.first.filter(({ sql }) => sql.startsWith('ALTER EXTENSION '));
    const wished = lookupOf(this.#said.to);
    const found = await Promise.all(
      updates.map(async ({ sql, object }) => {
        const extension = wished.find(object);
        if (extension?.kind !== 'extension' || (await this.#canUpdate(extension.name, extension.version ?? '')))
          return [];
        return [{ sql, problem: notTried(object, extension.version ?? '', this.#options.shadow.name) }];
      }),
    );
    return found.flat();
  }

  async #canUpdate(name: string, version: string): Promise<boolean> {
    const rows = await this.#session.query(
      `SELECT 1 FROM pg_catalog.pg_extension e WHERE e.extname = ${quoteLiteral(name)} AND (e.extversion = ${quoteLiteral(version)}
         OR EXISTS (SELECT 1 FROM pg_catalog.pg_extension_update_paths(e.extname) p
           WHERE p.source = e.extversion AND p.target = ${quoteLiteral(version)} AND p.path IS NOT NULL))`,
    );
    return rows.length > 0;
  }

  async #roles() {
    const { work } = this.#options;
    const source = { kind: 'sql', label: 'shadow' } as const;
    const { catalog } = await this.#session.reading((session) =>
      readLive(session, { source, statistics: false, work }),
    );
    return catalog.objects.role;
  }
}

function onlyRoles({ objects, ...catalog }: Catalog): Catalog {
  const none = Object.fromEntries(KINDS.map((kind) => [kind, kind === 'role' ? objects.role : []]));
  return { ...catalog, objects: none as unknown as Catalog['objects'] };
}

function ownedAs(target: Catalog, reached: Catalog): Catalog {
  const lookup = lookupOf(reached);
  const owned = (object: CatalogObject) => {
    const found = lookup.find(object.id);
    return 'owner' in object && found && 'owner' in found ? { ...object, owner: found.owner } : object;
  };
  const objects = Object.fromEntries(
    KINDS.map((kind) => [kind, (target.objects[kind] as readonly CatalogObject[]).map(owned)]),
  );
  return { ...target, objects: objects as unknown as Catalog['objects'] };
}

function ownersNotReached({ owners }: BesidePlan, reached: Catalog): readonly DraftFault[] {
  const lookup = lookupOf(reached);
  return [...owners].flatMap(([object, owner]) => {
    const found = lookup.find(object);
    return found && 'owner' in found && found.owner === owner
      ? []
      : [{ object, message: `does not belong to ${owner}` }];
  });
}

function notTried(object: ObjectId, version: string, shadow: string): Problem {
  return {
    code: NOT_TRIED,
    effect: 'note',
    message: `${object}: that it becomes version ${version} was not tried: ${shadow} has no script for it.`,
    remedy: 'Try it on a server that has that version before it is run.',
    object,
    origin: null,
    cause: null,
  };
}

function notThere(): Failure {
  return new Failure({
    code: 'bad-input',
    message: 'Owners and roles cannot be tried on a shadow whose role is no superuser.',
    remedy: 'Take "shadow" out of the configuration for this draft, or leave --owners and --roles out.',
  });
}
