import type { SharedFrame } from '../../ports/SocketPort.js';

/** One event as it goes on the wire. */
export interface KeptEvent extends SharedFrame {
  readonly offset: number;
  readonly publishedAt: number;
  readonly key: string | undefined;
}
