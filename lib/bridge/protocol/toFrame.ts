import type { SharedFrame } from '../../ports/SocketPort.js';
import { frameOf } from './frameOf.js';
import type { ServerMessage } from './ServerMessage.js';

/**
 * Writes a message of the server as a frame.
 *
 * @param message what to say
 * @example
 * toFrame({ kind: 'ping' }); // { text: '{"kind":"ping"}', bytes: 15 }
 */
export function toFrame(message: ServerMessage): SharedFrame {
  return frameOf(JSON.stringify(message));
}

