import type { ServerResponse } from 'node:http';
import { concat, from, fromEvent, NEVER, share, takeUntil } from 'rxjs';
import type { SharedFrame, SocketPort } from '../../ports/SocketPort.js';
import { DrainWatch } from './DrainWatch.js';
import type { WishedTopic } from './parseWishes.js';

/**
 * Makes a port of an answer that stays open, as a stream of server-sent events.
 *
 * Each event's id holds the positions of all topics, in the order in which they were asked for: what a browser sends back
 * as `Last-Event-ID`. The client cannot speak, so its wishes are those of its request.
 *
 * @param response whose head was sent
 * @param wishes topics, and where to begin
 * @example
 * admitted.serve(eventStreamPort(response, parseWishes(request))).subscribe();
 */
export function eventStreamPort(response: ServerResponse, wishes: readonly WishedTopic[]): SocketPort {
  const closed = fromEvent(response, 'close').pipe(share());
  const watch = new DrainWatch(() => response.writableLength);
  const positions = new Map(wishes.map(({ topic, since }) => [topic, since]));
  const idAfter = ({ at }: SharedFrame): string => {
    if (at !== undefined && positions.has(at.topic)) positions.set(at.topic, at);
    return [...positions.values()]
      .map((place) => (place === undefined ? '-' : `${place.epoch}:${String(place.offset)}`))
      .join();
  };
  const asked = wishes.map((wish) => JSON.stringify({ kind: 'subscribe', ...wish }));
  return {
    isDuplex: false,
    messages: concat(from(asked), NEVER).pipe(takeUntil(closed)),
    drained: watch.drained.pipe(takeUntil(closed)),
    bufferedBytes: watch.bufferedBytes,
    send: (frame) => {
      if (!response.writableEnded) response.write(`id: ${idAfter(frame)}\ndata: ${frame.text}\n\n`, watch.written);
    },
    close: (code, reason) => {
      if (!response.writableEnded) response.end(`event: close\ndata: ${JSON.stringify({ code, reason })}\n\n`);
    },
    cut: () => {
      response.destroy();
    },
  };
}
