import type { SocketRequest } from '../../ports/SocketPort.js';

/** A topic that a client of an event stream wants, and where it was. */
export interface WishedTopic {
  readonly topic: string;
  readonly since?: { readonly epoch: string; readonly offset: number };
}

const POSITION = /^([\w.-]{1,64}):(\d{1,15})$/u;

/**
 * Reads the wishes of an event stream: `?topic=` once for each, and `Last-Event-ID` with their positions in that order. An
 * id that does not fit is no id: everything begins anew, and says so.
 *
 * @param request as it came
 * @example
 * parseWishes({ ...request, query: 'topic=syncs%2Fu1' }); // [{ topic: 'syncs/u1' }]
 */
export function parseWishes({ query, headers }: Pick<SocketRequest, 'query' | 'headers'>): readonly WishedTopic[] {
  const topics = [...new Set(new URLSearchParams(query).getAll('topic'))];
  const positions = (headers['last-event-id'] ?? '').split(',').map(positionOf);
  return topics.map((topic, at) => {
    const since = positions.length === topics.length ? positions[at] : undefined;
    return { topic, ...(since !== undefined && { since }) };
  });
}

function positionOf(text: string): WishedTopic['since'] {
  const [, epoch, offset] = POSITION.exec(text) ?? [];
  return epoch === undefined ? undefined : { epoch, offset: Number(offset) };
}
