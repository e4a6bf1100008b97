import {
  ArrowDownAZ,
  Braces,
  ChartColumn,
  CircleCheck,
  CircleSlash2,
  CloudLightning,
  Columns3,
  Eye,
  Fingerprint,
  FolderTree,
  Handshake,
  Hash,
  KeyRound,
  Link2,
  ListOrdered,
  ListTree,
  type LucideIcon,
  MoveHorizontal,
  Puzzle,
  Radio,
  Scale,
  ScanEye,
  Shapes,
  Shield,
  SquareFunction,
  Table2,
  UserCog,
  UserRound,
  Zap,
} from 'lucide-react';
import type { Kind } from '#app/catalog';

export interface KindLook {
  readonly one: string;
  readonly many: string;
  readonly icon: LucideIcon;
}

/** What people call each kind, and its icon: the same everywhere. */
export const KIND_LOOKS: Readonly<Record<Kind, KindLook>> = {
  schema: { one: 'schema', many: 'schemas', icon: FolderTree },
  extension: { one: 'extension', many: 'extensions', icon: Puzzle },
  collation: { one: 'collation', many: 'collations', icon: ArrowDownAZ },
  role: { one: 'role', many: 'roles', icon: UserRound },
  enum: { one: 'enum', many: 'enums', icon: ListOrdered },
  domain: { one: 'domain', many: 'domains', icon: Shapes },
  'composite-type': { one: 'composite type', many: 'composite types', icon: Braces },
  'range-type': { one: 'range type', many: 'range types', icon: MoveHorizontal },
  sequence: { one: 'sequence', many: 'sequences', icon: Hash },
  table: { one: 'table', many: 'tables', icon: Table2 },
  column: { one: 'column', many: 'columns', icon: Columns3 },
  'primary-key': { one: 'primary key', many: 'primary keys', icon: KeyRound },
  unique: { one: 'unique constraint', many: 'unique constraints', icon: Fingerprint },
  'foreign-key': { one: 'foreign key', many: 'foreign keys', icon: Link2 },
  check: { one: 'check', many: 'checks', icon: CircleCheck },
  exclusion: { one: 'exclusion constraint', many: 'exclusion constraints', icon: CircleSlash2 },
  index: { one: 'index', many: 'indexes', icon: ListTree },
  statistics: { one: 'statistics object', many: 'statistics objects', icon: ChartColumn },
  view: { one: 'view', many: 'views', icon: Eye },
  'materialized-view': { one: 'materialized view', many: 'materialized views', icon: ScanEye },
  function: { one: 'function', many: 'functions', icon: SquareFunction },
  trigger: { one: 'trigger', many: 'triggers', icon: Zap },
  'event-trigger': { one: 'event trigger', many: 'event triggers', icon: CloudLightning },
  rule: { one: 'rule', many: 'rules', icon: Scale },
  policy: { one: 'policy', many: 'policies', icon: Shield },
  grant: { one: 'grant', many: 'grants', icon: Handshake },
  'default-privilege': { one: 'default privilege', many: 'default privileges', icon: UserCog },
  publication: { one: 'publication', many: 'publications', icon: Radio },
};

/** `1 table`, `1,204 tables`. */
export function countKind(count: number, kind: Kind): string {
  const look = KIND_LOOKS[kind];
  return `${formatCount(count)} ${count === 1 ? look.one : look.many}`;
}

const COUNT = new Intl.NumberFormat('en-US');

/** `1,204`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `1 difference`, `12 differences`. */
export function countWord(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
