import { fromEvent, Observable, share, takeUntil } from 'rxjs';
import type { WebSocket } from 'ws';
import type { SharedFrame, SocketPort } from '../../ports/SocketPort.js';
import { DrainWatch } from './DrainWatch.js';

/** What a port shares with its server. */
export interface WsSocketPlace {
  /** Frames that are bytes already, for all sockets of a server. */
  readonly encoded: WeakMap<SharedFrame, Buffer>;
  /** Time to answer a goodbye. Unit: ms */
  readonly goodbyeMs: number;
}

/**
 * Makes a port of a WebSocket of `ws`.
 *
 * A frame that goes to many sockets is turned into bytes once. Memory: what the socket buffers.
 *
 * @param socket open
 * @param place what it shares with its server
 * @example
 * admitted.serve(wsSocketPort(socket, { encoded: new WeakMap(), goodbyeMs: 2_000 })).subscribe();
 */
export function wsSocketPort(socket: WebSocket, { encoded, goodbyeMs }: WsSocketPlace): SocketPort {
  const closed = fromEvent(socket, 'close').pipe(share());
  const watch = new DrainWatch(() => socket.bufferedAmount);
  return {
    isDuplex: true,
    messages: textsOf(socket).pipe(takeUntil(closed)),
    drained: watch.drained.pipe(takeUntil(closed)),
    bufferedBytes: watch.bufferedBytes,
    send: (frame) => {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(bytesOf(frame, encoded), { binary: false }, watch.written);
    },
    close: (code, reason) => {
      if (socket.readyState !== socket.OPEN) return;
      socket.close(code, reason);
      const patience = setTimeout(() => {
        socket.terminate();
      }, goodbyeMs);
      socket.once('close', () => {
        clearTimeout(patience);
      });
    },
    cut: () => {
      socket.terminate();
    },
  };
}

/** Only text is spoken here: a binary message is read as one, and then is none that the protocol knows. */
function textsOf(socket: WebSocket): Observable<string> {
  return new Observable((subscriber) => {
    const listener = (data: unknown): void => {
      subscriber.next(String(data));
    };
    socket.on('message', listener);
    return () => {
      socket.off('message', listener);
    };
  });
}

function bytesOf(frame: SharedFrame, encoded: WeakMap<SharedFrame, Buffer>): Buffer {
  const known = encoded.get(frame);
  if (known !== undefined) return known;
  const bytes = Buffer.from(frame.text);
  encoded.set(frame, bytes);
  return bytes;
}
