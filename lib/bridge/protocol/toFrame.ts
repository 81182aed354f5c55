import type { FramePosition, SharedFrame } from '../../ports/SocketPort.js';
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
  return frameOf(JSON.stringify(message), placeOf(message));
}

function placeOf(message: ServerMessage): FramePosition | undefined {
  switch (message.kind) {
    case 'subscribed':
    case 'reset':
    case 'snapshot':
    case 'event':
      return { topic: message.topic, epoch: message.epoch, offset: message.offset };
    case 'skipped':
      return { topic: message.topic, epoch: message.epoch, offset: message.to };
    case 'welcome':
    case 'error':
    case 'ping':
      return undefined;
  }
}
