import { compareText, type Privilege } from '#app/catalog';
import type { AclClass, AclDefaultRow } from '../queries/privileges.ts';

/** One `aclitem`: what one grantee (the empty text is PUBLIC) was granted by one role. */
interface AclItem {
  readonly grantee: string;
  readonly privileges: readonly Privilege[];
}

/** Letters of `aclitem`; source: PostgreSQL documentation, "Privileges", table "ACL Privilege Abbreviations". */
const PRIVILEGES: Readonly<Record<string, string>> = {
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
  D: 'TRUNCATE',
  x: 'REFERENCES',
  t: 'TRIGGER',
  m: 'MAINTAIN',
  X: 'EXECUTE',
  U: 'USAGE',
  C: 'CREATE',
  c: 'CONNECT',
  T: 'TEMPORARY',
  s: 'SET',
  A: 'ALTER SYSTEM',
};

/** What one grantee holds beyond, or lacks of, the default. */
export interface AclDifference {
  /** `public` stands for PUBLIC. */
  readonly grantee: string;
  readonly privileges: readonly Privilege[];
  readonly revoked: readonly string[];
}

/** Parses access lists as `aclText` of the queries prints them: items joined by commas. */
export function parseAcl(text: string): readonly AclItem[] {
  const items: AclItem[] = [];
  let at = 0;
  while (at < text.length) {
    const [grantee, equals] = readName(text, at);
    const slash = text.indexOf('/', equals + 1);
    const [, end] = readName(text, slash + 1);
    items.push({ grantee, privileges: parsePrivileges(text.slice(equals + 1, slash)) });
    at = end + 1;
  }
  return items;
}

/** Reads a role's name, quoted where it holds more than letters, digits and underscores; gives where it ended. */
function readName(text: string, start: number): [name: string, end: number] {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== '=' && text[end] !== ',') end += 1;
    return [text.slice(start, end), end];
  }
  let name = '';
  let at = start + 1;
  while (at < text.length) {
    if (text[at] !== '"') name += text[at];
    else if (text[at + 1] === '"') {
      name += '"';
      at += 1;
    } else return [name, at + 1];
    at += 1;
  }
  return [name, at];
}

/** `r*w` is SELECT with grant option and UPDATE. */
function parsePrivileges(letters: string): readonly Privilege[] {
  const privileges: Privilege[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    const grantable = letters[at + 1] === '*';
    if (grantable) at += 1;
    privileges.push({ privilege: PRIVILEGES[letter] ?? letter, grantable });
  }
  return privileges;
}

/** Differences of access lists from the server's defaults; equal lists are worked out once. */
export class AccessLists {
  readonly #defaults = new Map<AclClass, { readonly owner: readonly string[]; readonly everyone: readonly string[] }>();
  readonly #known = new Map<string, readonly AclDifference[]>();

  constructor(rows: readonly AclDefaultRow[]) {
    for (const { class: aclClass, acl } of rows) {
      const items = parseAcl(acl);
      const names = (wanted: (item: AclItem) => boolean) =>
        items.filter(wanted).flatMap((item) => item.privileges.map(({ privilege }) => privilege));
      this.#defaults.set(aclClass, {
        owner: names((item) => item.grantee !== ''),
        everyone: names((item) => item.grantee === ''),
      });
    }
  }

  /** From what the owner and PUBLIC have by default. `null` (never granted or revoked) differs in nothing. */
  fromDefault(aclClass: AclClass, owner: string, acl: string | null): readonly AclDifference[] {
    if (acl === null) return [];
    return this.#remembered(`${aclClass}\u0000${owner}\u0000${acl}`, () => {
      const { owner: own = [], everyone = [] } = this.#defaults.get(aclClass) ?? {};
      const base = new Map([
        ['', new Set(everyone)],
        [owner, new Set(own)],
      ]);
      return difference(base, parseAcl(acl));
    });
  }

  /** From another access list; `null` is nothing at all. */
  fromList(before: string | null, acl: string | null): readonly AclDifference[] {
    if (acl === null) return [];
    return this.#remembered(`list\u0000${before}\u0000${acl}`, () => {
      const base = new Map<string, Set<string>>();
      for (const { grantee, privileges } of parseAcl(before ?? '')) {
        base.set(grantee, new Set(privileges.map(({ privilege }) => privilege)));
      }
      return difference(base, parseAcl(acl));
    });
  }

  #remembered(key: string, make: () => readonly AclDifference[]): readonly AclDifference[] {
    let known = this.#known.get(key);
    if (!known) {
      known = make();
      this.#known.set(key, known);
    }
    return known;
  }
}

function difference(base: ReadonlyMap<string, ReadonlySet<string>>, items: readonly AclItem[]): AclDifference[] {
  const held = new Map<string, Map<string, boolean>>();
  for (const grantee of base.keys()) held.set(grantee, new Map());
  for (const { grantee, privileges } of items) {
    const own = held.get(grantee) ?? new Map<string, boolean>();
    // The same privilege from two grantors is held once, with the grant option of either.
    for (const { privilege, grantable } of privileges) own.set(privilege, grantable || own.get(privilege) === true);
    held.set(grantee, own);
  }
  const differences: AclDifference[] = [];
  for (const [grantee, own] of held) {
    const before = base.get(grantee) ?? new Set<string>();
    const privileges = [...own]
      .filter(([privilege, grantable]) => grantable || !before.has(privilege))
      .map(([privilege, grantable]) => ({ privilege, grantable }))
      .sort((a, b) => compareText(a.privilege, b.privilege));
    const revoked = [...before].filter((privilege) => !own.has(privilege)).sort(compareText);
    if (privileges.length > 0 || revoked.length > 0) {
      differences.push({ grantee: grantee === '' ? 'public' : grantee, privileges, revoked });
    }
  }
  return differences;
}
