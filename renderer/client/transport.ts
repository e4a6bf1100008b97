import type { ClientLink } from '@orpc/client';

/** One live channel to the engine. A transport only posts and listens; retrying is the connection's business. */
export interface Transport {
  readonly link: ClientLink<Record<never, never>>;
  /** Resolves when the channel is gone, whoever closed it. */
  readonly closed: Promise<void>;
}

/** Opens a channel, or rejects where the engine does not answer. */
export type OpenTransport = () => Promise<Transport>;
