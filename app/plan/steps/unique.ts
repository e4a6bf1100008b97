import type { KindSteps } from '../alteration.ts';
import { alterKey, dropKey } from './indexed-key.ts';

export const uniqueSteps: KindSteps<'unique'> = { drop: dropKey, alter: alterKey };
