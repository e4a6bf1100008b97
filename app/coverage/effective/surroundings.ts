import { type Catalog, type ObjectId, quoteQualified, type Routine, type Table } from '#app/catalog';
import { namesIn, tokenize } from '../expression.ts';
import { type ActingRole, roleNamed } from './acting-roles.ts';
import { privilegeOn } from './privileges.ts';

/** Something beside the table's own policies that decides what a role gets of its rows. */
export interface Surrounding {
  readonly object: ObjectId;
  readonly what: 'partition' | 'view' | 'materialized-view' | 'function';
  /** Whether it leads past the policies. */
  readonly bypasses: boolean;
  /** In one sentence. */
  readonly message: string;
}

/** What leads to the rows of a table beside the table itself, of that which the role may use. */
export function surroundingsOf(catalog: Catalog, table: Table, acting: readonly ActingRole[]): readonly Surrounding[] {
  return [
    ...partitions(catalog, table, acting),
    ...views(catalog, table, acting),
    ...materializedViews(catalog, table, acting),
    ...functions(catalog, table, acting),
  ];
}

/** Policies are those of the relation that a query names: a partition read by name has its own, or none. */
function partitions(catalog: Catalog, table: Table, acting: readonly ActingRole[]): readonly Surrounding[] {
  const isPartOf = (part: Table, { schema, name }: Table) =>
    part.partitionOf?.parent.schema === schema && part.partitionOf.parent.name === name;
  const parts: Table[] = [];
  const open = [table];
  for (let parent = open.pop(); parent; parent = open.pop()) {
    const own = parent;
    const found = catalog.objects.table.filter((candidate) => isPartOf(candidate, own));
    parts.push(...found);
    open.push(...found);
  }
  return parts.flatMap((part): readonly Surrounding[] => {
    const may = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'].filter((each) => privilegeOn(catalog, part, each, acting));
    if (may.length === 0) return [];
    const bypasses = table.rowSecurity && !part.rowSecurity;
    const how = part.rowSecurity ? 'has policies of its own' : 'has row security off';
    const message = `The partition ${nameOf(part)} ${how}, and may be named itself (${may.join(', ')}).`;
    return [{ object: part.id, what: 'partition', bypasses, message }];
  });
}

/** A view reads with its owner's rights unless it has security_invoker. */
function views(catalog: Catalog, table: Table, acting: readonly ActingRole[]): readonly Surrounding[] {
  return catalog.objects.view.flatMap((view): readonly Surrounding[] => {
    if (!reads(view.definition, table) || !privilegeOn(catalog, view, 'SELECT', acting)) return [];
    const invoker = /^(true|on|yes|1)$/i.test(view.options.security_invoker ?? '');
    if (invoker) {
      const message = `The view ${nameOf(view)} reads it with the rights of whoever asks (security_invoker).`;
      return [{ object: view.id, what: 'view', bypasses: false, message }];
    }
    const bypasses = isPast(catalog, table, view.owner);
    const rights = bypasses ? 'for whom no policy of it holds' : 'for whom its policies hold';
    const message = `The view ${nameOf(view)} reads it with the rights of its owner${ownerName(view.owner)}, ${rights}.`;
    return [{ object: view.id, what: 'view', bypasses, message }];
  });
}

function materializedViews(catalog: Catalog, table: Table, acting: readonly ActingRole[]): readonly Surrounding[] {
  return catalog.objects['materialized-view'].flatMap((view): readonly Surrounding[] => {
    if (!reads(view.definition, table) || !privilegeOn(catalog, view, 'SELECT', acting)) return [];
    const message = `The materialized view ${nameOf(view)} holds what its owner saw of it; no policy can hold for it.`;
    return [{ object: view.id, what: 'materialized-view', bypasses: isPast(catalog, table, view.owner), message }];
  });
}

function functions(catalog: Catalog, table: Table, acting: readonly ActingRole[]): readonly Surrounding[] {
  return catalog.objects.function.flatMap((routine): readonly Surrounding[] => {
    if (!routine.securityDefiner || routine.returns === 'trigger' || !reads(routine.body, table)) return [];
    if (!privilegeOn(catalog, routine, 'EXECUTE', acting)) return [];
    const bypasses = isPast(catalog, table, routine.owner);
    const rights = bypasses ? 'for whom no policy of it holds' : 'for whom its policies hold';
    const message = `The function ${signature(routine)} is SECURITY DEFINER and names it: it runs with the rights of its owner${ownerName(routine.owner)}, ${rights}.`;
    return [{ object: routine.id, what: 'function', bypasses, message }];
  });
}

/** Whether the policies of the table do not hold for a role. Who the owner is may not be known: then they may not. */
function isPast(catalog: Catalog, table: Table, owner: string | null): boolean {
  if (!table.rowSecurity || owner === null) return true;
  const role = roleNamed(catalog, owner);
  if (role?.superuser || role?.bypassRls) return true;
  return owner === table.owner && !table.forceRowSecurity;
}

function reads(text: string, { name }: Table): boolean {
  return namesIn(tokenize(text)).has(name);
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return quoteQualified(schema, name);
}

function signature(routine: Routine): string {
  return `${nameOf(routine)}(${routine.identityArguments})`;
}

function ownerName(owner: string | null): string {
  return owner === null ? '' : ` ${owner}`;
}
