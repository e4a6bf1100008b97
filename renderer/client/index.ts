export { type Client, connectEngine, type Engine } from './client.ts';
export type { Connection, ConnectionState } from './connection.ts';
export { isAbort, toErrorData } from './error-data.ts';
export { follow, type WorkStream } from './stream.ts';
