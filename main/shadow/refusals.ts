import { REACHING_EXTENSIONS, REACHING_FUNCTIONS, REACHING_TEXT } from './reaching-out.ts';
import type { SkippedStatement } from './script.ts';

type Node = Readonly<Record<string, unknown>>;

/** Only what may be refused is parsed: most statements of most scripts are not. */
const SUSPECT = new RegExp(
  [
    '\\b(copy|load|discard|subscription|tablespace|prepared?\\s+transaction|commit\\s+prepared|rollback\\s+prepared)\\b',
    '\\balter\\s+(system|database)\\b|\\b(create|drop)\\s+database\\b|\\bcreate\\s+extension\\b|\\bon\\s+database\\b',
    `\\b(${[...REACHING_FUNCTIONS.keys()].join('|')})\\b|\\bdblink`,
  ].join('|'),
  'i',
);

/**
 * Finds the statements that reach out of the database (programs, files and settings of the server, other servers) or that
 * take away what Raingauge keeps in the session. They are told from the parse tree, in blocks from the text; what hides
 * better meets a process without network and programs, or a role without rights.
 */
export async function refusedIn(statements: readonly { readonly sql: string }[]): Promise<readonly SkippedStatement[]> {
  const suspects = [...statements.entries()].filter(([, { sql }]) => SUSPECT.test(sql));
  if (suspects.length === 0) return [];
  // Loaded late: most scripts have nothing to look into.
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return suspects.flatMap(([index, { sql }]) => {
    const refusal = refusalOf(sql, parseSync);
    return refusal ? [{ index, why: 'refused' as const, ...refusal }] : [];
  });
}

type Refusal = Pick<SkippedStatement, 'message' | 'effect'>;

function refusalOf(
  sql: string,
  parseSync: (sql: string) => { readonly stmts?: readonly { readonly stmt?: unknown }[] },
): Refusal | null {
  let parsed: readonly { readonly stmt?: unknown }[];
  try {
    parsed = parseSync(sql).stmts ?? [];
  } catch {
    // The server will say what is wrong with it.
    return null;
  }
  for (const { stmt } of parsed) {
    const [type = '', node] = Object.entries((stmt ?? {}) as Record<string, Node>)[0] ?? [];
    const refusal = node ? (BY_TYPE[type]?.(node) ?? null) : null;
    if (refusal) return refusal;
  }
  return null;
}

const unread = (message: string): Refusal => ({ message, effect: 'unread' });
const note = (message: string): Refusal => ({ message, effect: 'note' });

const BY_TYPE: Readonly<Record<string, (node: Node) => Refusal | null>> = {
  CopyStmt: refuseCopy,
  LoadStmt: () => unread('loads a library into the server'),
  AlterSystemStmt: () => note('changes the settings of the whole server'),
  CreatedbStmt: () => note('makes another database'),
  DropdbStmt: () => note('drops a database'),
  AlterDatabaseStmt: () => note('changes a database as a whole'),
  AlterDatabaseSetStmt: () => note('changes settings of a database as a whole'),
  AlterOwnerStmt: refuseOtherDatabase,
  RenameStmt: refuseOtherDatabase,
  CommentStmt: refuseOtherDatabase,
  GrantStmt: refuseOtherDatabase,
  CreateTableSpaceStmt: () => unread('makes a folder of the server a tablespace'),
  DropTableSpaceStmt: () => note('drops a tablespace of the server'),
  AlterTableSpaceOptionsStmt: () => note('changes a tablespace of the server'),
  CreateSubscriptionStmt: () => unread('connects to another server'),
  AlterSubscriptionStmt: () => unread('connects to another server'),
  DropSubscriptionStmt: () => unread('connects to another server'),
  CreateExtensionStmt: ({ extname }) => refuseExtension(extname),
  DiscardStmt: () => note('would throw away what is kept in the session'),
  TransactionStmt: ({ kind }) =>
    /PREPARE/.test(String(kind)) ? unread('leaves a transaction in the server that outlives the database') : null,
  // Only what is run by the statement itself: a body, a view or a default that is stored reaches nowhere.
  DoStmt: refuseBlock,
  SelectStmt: refuseCalls,
  InsertStmt: refuseCalls,
  UpdateStmt: refuseCalls,
  DeleteStmt: refuseCalls,
  MergeStmt: refuseCalls,
  CallStmt: refuseCalls,
  ExplainStmt: refuseCalls,
  CreateTableAsStmt: refuseCalls,
  PrepareStmt: refuseCalls,
  DeclareCursorStmt: refuseCalls,
};

function refuseCopy(node: Node): Refusal | null {
  if (node.is_program === true) return unread('starts a program on the server');
  if (typeof node.filename === 'string') return unread(`${node.is_from ? 'reads' : 'writes'} a file of the server`);
  return node.is_from ? note('takes rows from whoever runs the file') : note('gives rows to whoever runs the file');
}

/** The name that PGlite's only database has. */
const OWN_DATABASE = /"sval":"postgres"/;

/** A dump names the database it was made from. */
function refuseOtherDatabase(node: Node): Refusal | null {
  const { objectType, objtype, renameType, object, objects } = node;
  if (![objectType, objtype, renameType].includes('OBJECT_DATABASE')) return null;
  return OWN_DATABASE.test(JSON.stringify(object ?? objects ?? '')) ? null : note('is about a database as a whole');
}

function refuseExtension(name: unknown): Refusal | null {
  const reaches = typeof name === 'string' ? REACHING_EXTENSIONS.get(name) : undefined;
  return reaches === undefined ? null : unread(`makes the extension ${String(name)}, which ${reaches}`);
}

function refuseBlock(node: Node): Refusal | null {
  const text = JSON.stringify(node.args ?? []);
  const found = REACHING_TEXT.find(({ pattern }) => pattern.test(text));
  return found ? unread(`runs a block that ${found.does}`) : null;
}

function refuseCalls(node: Node): Refusal | null {
  for (const name of calledIn(node)) {
    const does = REACHING_FUNCTIONS.get(name) ?? (name.startsWith('dblink') ? 'connects to another server' : undefined);
    if (does !== undefined) return unread(`calls ${name}, which ${does}`);
  }
  return null;
}

/** Names of the functions that are called anywhere in a parse tree. */
function* calledIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value) yield* calledIn(each);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'FuncCall' || key === 'funccall') {
      const names = ((child as Node).funcname ?? []) as readonly { readonly String?: { readonly sval?: string } }[];
      yield names.at(-1)?.String?.sval ?? '';
    }
    yield* calledIn(child);
  }
}
