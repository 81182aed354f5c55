import type { ServerMessage } from '../protocol/ServerMessage.js';

/**
 * Reads what a server sent: one message, or several in an array. What is not a message of the protocol is left out, so
 * that a newer server can say more than this client knows.
 *
 * @param text of one WebSocket message
 * @example
 * parseServerMessages('{"kind":"ping"}'); // [{ kind: 'ping' }]
 */
export function parseServerMessages(text: string): readonly ServerMessage[] {
  const parsed = jsonOf(text);
  const messages: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return messages.filter(isServerMessage);
}

type Fields = Readonly<Record<string, unknown>>;

const isPosition = ({ epoch, offset }: Fields): boolean => typeof epoch === 'string' && typeof offset === 'number';

const SHAPES: Readonly<Record<ServerMessage['kind'], (fields: Fields) => boolean>> = {
  welcome: ({ pingEveryMs }) => typeof pingEveryMs === 'number',
  ping: () => true,
  subscribed: (fields) => isPosition(fields) && typeof fields['recovered'] === 'boolean',
  snapshot: isPosition,
  event: isPosition,
  skipped: ({ from, to, epoch }) => typeof from === 'number' && typeof to === 'number' && typeof epoch === 'string',
  reset: isPosition,
  error: ({ code }) => typeof code === 'string',
};

function isServerMessage(value: unknown): value is ServerMessage {
  if (typeof value !== 'object' || value === null) return false;
  const fields: Fields = { ...value };
  const { kind, topic } = fields;
  if (typeof kind !== 'string' || !isKind(kind)) return false;
  const hasTopic = typeof topic === 'string' || kind === 'welcome' || kind === 'ping';
  return hasTopic && SHAPES[kind](fields);
}

function isKind(kind: string): kind is ServerMessage['kind'] {
  return Object.hasOwn(SHAPES, kind);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
