import { CLOSE_CODES } from '../protocol/CLOSE_CODES.js';

/** How a socket ended, for those who decide when to open the next. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
}

/** The client itself ended a socket because it needs another one, and not because that failed. It never travels. */
export const AT_ONCE = 4000;

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/**
 * Says how long to wait before the next socket: full jitter, twice as long each time, and over the hint of a server that
 * restarts.
 *
 * @param end how the last one ended
 * @param failures sockets in a row that did not last
 * @param random 0 ≤ n < 1
 * @example
 * returnPauseMs({ code: 1006, reason: '' }, 3, 0.5); // 4000
 */
export function returnPauseMs({ code, reason }: SocketEnd, failures: number, random: number): number {
  if (code === AT_ONCE) return 0;
  const isHinted = code === CLOSE_CODES.restarting && /^\d{1,6}$/u.test(reason);
  const widest = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 10));
  return Math.floor(random * Math.min(CAP_MS, Math.max(widest, isHinted ? Number(reason) : 0)));
}
