import type { ObjectId } from '#app/catalog';
import { graphIndex } from '#app/graph';
import { countWord } from '#renderer/lib/kinds.ts';
import { figureText } from './overlay-marks.ts';
import type { Picture } from './picture.ts';

/** A table in words, for those who do not see it: what it is, what it references, what the overlay says. */
export function spokenTable({ scene, marks, beside, drift }: Omit<Picture, 'palette'>, id: ObjectId): string {
  const index = graphIndex(scene.graph);
  const node = index.nodes.get(id);
  if (!node) return '';
  const nameOf = (other: ObjectId) => index.nodes.get(other)?.name ?? other;
  const references = [...new Set(index.outgoing(id).map((edge) => nameOf(edge.to)))];
  const referencedBy = new Set(index.incoming(id).map((edge) => edge.from)).size;
  const parts = [`${node.name}, ${node.kind.replace('-', ' ')}, ${countWord(node.columns.length, 'column')}`];
  if (references.length > 0) parts.push(`references ${references.join(', ')}`);
  if (referencedBy > 0) parts.push(`referenced by ${countWord(referencedBy, 'table')}`);
  const look = marks.nodes.get(id);
  if (look) parts.push(look.label);
  const second = beside?.nodes.get(id);
  if (second) parts.push(second.label);
  for (const each of [marks, beside]) {
    const figure = each && figureText(each, id);
    if (figure) parts.push(figure);
  }
  const differences = drift.get(id);
  if (differences !== undefined) parts.push(countWord(differences, 'difference'));
  return parts.join('; ');
}
