import { Observable, type Subscriber } from 'rxjs';
import { InvalidOptionError } from '../../errors/InvalidOptionError.js';
import type { ClientSocketEvent, ClientSocketPort } from '../../ports/ClientSocketPort.js';
import { hostMember } from './hostMember.js';
import { AT_ONCE } from './returnPauseMs.js';
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
  readonly body: { getReader(): PlatformReader } | null;
}

/** Reads its body. */
export interface PlatformReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
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
      let isAsked = false;
      subscriber.add(() => {
        abort.abort();
      });
      subscriber.next({
        kind: 'open',
        asksOnce: true,
        send: (text) => {
          if (wishes.take(text) && isAsked) close(subscriber, AT_ONCE);
        },
      });
      const ask = async (): Promise<void> => {
        // Every topic is wished for in the turn in which the stream opens.
        await Promise.resolve();
        isAsked = true;
        const credential = ticket === undefined ? {} : { authorization: `Ticket ${ticket}` };
        const headers = { accept: 'text/event-stream', 'last-event-id': wishes.lastEventId(), ...credential };
        const init = { headers, signal: abort.signal, credentials: 'include', cache: 'no-store' } as const;
        const { ok, body } = await fetch(`${url}?${wishes.query()}`, init);
        if (ok && body !== null) await read(body.getReader(), subscriber);
      };
      const lose = (): void => {
        close(subscriber, LOST);
      };
      ask().then(lose, lose);
    });
}

const LOST = 1006;

async function read(reader: PlatformReader, subscriber: Subscriber<ClientSocketEvent>): Promise<void> {
  const decoder = new TextDecoder();
  const split = splitEventStream();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const { event, data } of split(decoder.decode(part.value, { stream: true }))) {
      if (event === 'close') sayGoodbye(data, subscriber);
      else subscriber.next({ kind: 'text', text: data });
    }
  }
}

function sayGoodbye(data: string, subscriber: Subscriber<ClientSocketEvent>): void {
  const goodbye: unknown = JSON.parse(data);
  const isKnown = typeof goodbye === 'object' && goodbye !== null && 'code' in goodbye && 'reason' in goodbye;
  if (isKnown) close(subscriber, Number(goodbye.code), String(goodbye.reason));
}

function close(subscriber: Subscriber<ClientSocketEvent>, code: number, reason = ''): void {
  subscriber.next({ kind: 'closed', code, reason });
  subscriber.complete();
}

function globalFetch(): PlatformFetch {
  const found = hostMember('fetch');
  if (isFetch(found)) return found;
  throw new InvalidOptionError('fetch', undefined, 'a function: this platform has none of its own');
}

function isFetch(value: unknown): value is PlatformFetch {
  return typeof value === 'function';
}
