import { Observable, type Subscriber } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { ClientSocketEvent, ClientSocketPort } from '../../ports/ClientSocketPort.js';
import { TOPICS_CHANGED } from './returnPauseMs.js';
import { splitEventStream } from './splitEventStream.js';
import { EventStreamWishes } from './EventStreamWishes.js';

/** As much of the platform's `fetch` as the client uses. */
export type PlatformFetch = (url: string, init: PlatformFetchInit) => Promise<PlatformAnswer>;

/** What it is asked with. */
export interface PlatformFetchInit {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly credentials: 'include';
  readonly cache: 'no-store';
}

/** What it answers with. */
export interface PlatformAnswer {
  readonly ok: boolean;
  readonly body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } } | null;
}

/**
 * Opens event streams in place of sockets, for networks in which a WebSocket does not get through. `fetch` reads them,
 * because `EventSource` can send no ticket.
 *
 * A stream cannot be asked for more: when topics change, it ends and another one asks for all of them. Errors: throws
 * InvalidOptionError where there is no `fetch`.
 *
 * @param url of the listener, over http or https
 * @param fetch Default: the global one
 * @example
 * const sockets = [webSocketClient(), eventStreamClient('https://app.example/live/events')];
 * connectBridge('wss://app.example/live', { sockets });
 */
export function eventStreamClient(url: string, fetch: PlatformFetch = globalFetch()): ClientSocketPort {
  return ({ ticket }) =>
    new Observable<ClientSocketEvent>((subscriber) => {
      const abort = new AbortController();
      const wishes = new EventStreamWishes();
      subscriber.add(() => {
        abort.abort();
      });
      let isAsked = false;
      subscriber.next({
        kind: 'open',
        send: (text) => {
          const isNew = wishes.take(text);
          if (isAsked && isNew) close(subscriber, TOPICS_CHANGED);
        },
      });
      const read = async (): Promise<void> => {
        // Every topic is asked for in the turn in which the socket opens.
        await Promise.resolve();
        isAsked = true;
        const headers = { accept: 'text/event-stream', ...wishes.headers(), ...(ticket !== undefined && { authorization: `Ticket ${ticket}` }) };
        const answer = await fetch(`${url}?${wishes.query()}`, { headers, signal: abort.signal, credentials: 'include', cache: 'no-store' });
        if (answer.ok && answer.body !== null) await pump(answer.body.getReader(), subscriber);
      };
      read().then(
        () => {
          close(subscriber, LOST);
        },
        () => {
          close(subscriber, LOST);
        },
      );
    });
}

const LOST = 1006;

async function pump(
  reader: { read(): Promise<{ done: boolean; value?: Uint8Array }> },
  subscriber: Subscriber<ClientSocketEvent>,
): Promise<void> {
  const decoder = new TextDecoder();
  const split = splitEventStream();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const { event, data } of split(decoder.decode(part.value, { stream: true }))) {
      if (event === 'close') close(subscriber, codeOf(data), reasonOf(data));
      else subscriber.next({ kind: 'text', text: data });
    }
  }
}
