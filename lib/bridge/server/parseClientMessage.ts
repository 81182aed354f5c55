import { isRight } from 'fp-ts/lib/Either.js';
import { ClientMessage } from '../protocol/ClientMessage.js';
import type { Position } from '../protocol/Position.js';

const LONGEST_TOPIC = 256;
const LONGEST_EPOCH = 64;

/**
 * Reads a message of a client; undefined for what the protocol does not know: names of topics have 1 to 256 characters,
 * epochs up to 64, offsets are whole numbers from 0 on.
 *
 * @param text as it came
 * @example
 * parseClientMessage('{"kind":"pong"}'); // { kind: 'pong' }
 */
export function parseClientMessage(text: string): ClientMessage | undefined {
  const decoded = ClientMessage.decode(jsonOf(text));
  return isRight(decoded) && isModest(decoded.right) ? decoded.right : undefined;
}

function isModest(message: ClientMessage): boolean {
  if (message.kind === 'pong') return true;
  const isNamed = message.topic !== '' && message.topic.length <= LONGEST_TOPIC;
  return isNamed && (message.kind === 'unsubscribe' || message.since === undefined || isPosition(message.since));
}

function isPosition({ epoch, offset }: Position): boolean {
  return epoch.length <= LONGEST_EPOCH && Number.isSafeInteger(offset) && offset >= 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
