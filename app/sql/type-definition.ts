import type { CompositeType, Domain, Enum, RangeType } from '#app/catalog';
import { renderCreateCompositeType } from './composite-type.ts';
import { renderCreateDomain } from './domain.ts';
import { renderCreateEnum } from './enum.ts';
import { renderCreateRangeType } from './range-type.ts';

export type UserType = Enum | Domain | CompositeType | RangeType;

/** The statement that makes a type. */
export function renderTypeDefinition(type: UserType): string {
  switch (type.kind) {
    case 'enum':
      return renderCreateEnum(type);
    case 'domain':
      return renderCreateDomain(type);
    case 'composite-type':
      return renderCreateCompositeType(type);
    case 'range-type':
      return renderCreateRangeType(type);
  }
}
