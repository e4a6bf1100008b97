import type { ObjectId } from '#app/catalog';

/** A relation as the graph draws it. */
export interface GraphNode {
  readonly id: ObjectId;
  readonly kind: 'table' | 'view' | 'materialized-view';
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly GraphColumn[];
  /** Partitions folded into this table. */
  readonly partitions: number;
  /** `null` for relations that are no hub; see {@link Hub}. */
  readonly hub: Hub | null;
  /** Hubs this relation references; their edges are folded into badges. Sorted. */
  readonly hubsReferenced: readonly ObjectId[];
  /** The file that declares it (code), or made it (migrations); `null` where the source names none. */
  readonly file: string | null;
  readonly comment: string | null;
}

export interface GraphColumn {
  readonly name: string;
  /** As people write it: `timestamptz`, `varchar(255)`. */
  readonly type: string;
  /** `null` where nobody knows: a view's column. */
  readonly notNull: boolean | null;
  readonly primaryKey: boolean;
  /** Unique by itself. */
  readonly unique: boolean;
  readonly foreignKey: boolean;
  readonly isEnum: boolean;
  readonly generated: boolean;
}

/** A relation that so many others reference that drawing each reference is noise. */
export interface Hub {
  /** `tenant-root`, or many references. */
  readonly reason: 'tenant-root' | 'references';
  /** Other relations that reference it. */
  readonly referencedBy: number;
}

/** A reference, drawn from the table that holds it. */
export interface GraphEdge {
  /** The foreign key's identity; for others a text that no identity equals. Unique in the graph. */
  readonly id: string;
  /** `relation`: only Drizzle relations say so. `inherits`: INHERITS. `reads`: a view's query names the relation. */
  readonly kind: 'foreign-key' | 'relation' | 'inherits' | 'reads';
  readonly name: string;
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly columns: readonly string[];
  readonly referencedColumns: readonly string[];
  /** The child may have no parent: a column of the key is nullable. */
  readonly optional: boolean;
  /** At most one child per parent: the columns are unique. */
  readonly unique: boolean;
  /** Which of the edges between these two relations (0-based), and how many there are. */
  readonly lane: number;
  readonly lanes: number;
  /** The hub whose badge stands for this edge; `null` for edges that are always drawn. */
  readonly foldedInto: ObjectId | null;
}

/** Relations and references of one catalog. Nodes and edges are sorted by id; equal catalogs give equal graphs. */
export interface SchemaGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Most referenced first. */
  readonly hubs: readonly ObjectId[];
}

/** A rectangle in the graph's units (CSS pixels at zoom 1), `x` and `y` its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Relations that belong together. */
export interface GraphModule {
  /** Stable as long as its most referenced member stays. */
  readonly id: string;
  readonly name: string;
  /** The schema, or whatever else modules are grouped by: those of one group stand together. */
  readonly group: string;
  readonly members: readonly ObjectId[];
}

export interface PlacedModule extends GraphModule {
  readonly box: Box;
  /** Drawn as one box: its members have none of their own. */
  readonly collapsed: boolean;
}

export interface GraphLayout {
  readonly modules: readonly PlacedModule[];
  readonly boxes: ReadonlyMap<ObjectId, Box>;
  /** Everything drawn fits in it. */
  readonly bounds: Box;
}
