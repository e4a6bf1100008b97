import { afterAll } from 'vitest';
import { leaveServersClean } from './servers.ts';

// Set-up of every file: the next one in the same worker finds its servers as they were started.
afterAll(leaveServersClean);
