import type { ServeFlags } from '../../lib/cli/serve/ServeFlags.js';

/** `serve` as somebody types it who asks for nothing. */
export const SERVE_FLAGS: ServeFlags = {
  listen: { host: '127.0.0.1', port: 0 },
  inbox: 'inbox.db',
  sink: { kind: 'book' },
  knownUsers: 'all',
  reconcileEvery: 900_000,
  drainWithin: 15_000,
  requestsPerSecond: 20,
};
