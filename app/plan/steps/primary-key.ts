import type { KindSteps } from '../alteration.ts';
import { alterKey, dropKey } from './indexed-key.ts';

export const primaryKeySteps: KindSteps<'primary-key'> = { drop: dropKey, alter: alterKey };
