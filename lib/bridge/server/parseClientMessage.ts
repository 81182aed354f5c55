import { isRight } from 'fp-ts/lib/Either.js';
import { ClientMessage } from '../protocol/ClientMessage.js';

const LONGEST_TOPIC = 256;

/**
 * Reads a message of a client; undefined for what the protocol does not know.
 *
 * @param text as it came
 * @example
 * parseClientMessage('{"kind":"pong"}'); // { kind: 'pong' }
 */
export function parseClientMessage(text: string): ClientMessage | undefined {
  const decoded = ClientMessage.decode(jsonOf(text));
  if (!isRight(decoded)) return undefined;
  const message = decoded.right;
  const isModest = message.kind === 'pong' || (message.topic !== '' && message.topic.length <= LONGEST_TOPIC);
  return isModest ? message : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
