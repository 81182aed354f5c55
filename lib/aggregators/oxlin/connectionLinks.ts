import * as t from 'io-ts';
import { decodeWith, type Decoded } from '../../model/decodeWith.js';
import type { ConnectionId } from '../../model/Identity.js';

const LINK = /^\/connections\/([A-Za-z0-9_-]{1,64})$/;

/** The answer to a sync of all connections. Source: seed 000. */
const LinksWire = t.type({ connection_links: t.array(t.unknown) }, 'ConnectionLinks');
const decodeLinks = decodeWith(LinksWire);

/** The connections that were named, each once, and how many links were passed over. */
export interface ConnectionLinks {
  readonly connectionIds: readonly ConnectionId[];
  readonly dropped: number;
}

/**
 * Takes the ids out of `connection_links`; no link is ever followed, and one of any other form is dropped.
 *
 * An empty list is an answer: nothing will be synced. A list of which nothing can be read is none.
 *
 * @param body what JSON gave
 * @example
 * connectionLinks({ connection_links: ['/connections/7'] }); // { kind: 'decoded', value: { connectionIds: ['7'], dropped: 0 } }
 */
export function connectionLinks(body: unknown): Decoded<ConnectionLinks> {
  const wire = decodeLinks(body);
  if (wire.kind === 'refused') return wire;
  const links = wire.value.connection_links;
  const ids = links.map(idOf).filter((id) => id !== undefined);
  if (links.length > 0 && ids.length === 0) {
    return { kind: 'refused', failures: [{ path: 'connection_links.0', expected: '/connections/{id}' }] };
  }
  return { kind: 'decoded', value: { connectionIds: [...new Set(ids)], dropped: links.length - ids.length } };
}

function idOf(link: unknown): ConnectionId | undefined {
  return typeof link === 'string' ? LINK.exec(link)?.[1] : undefined;
}
