import type { IncomingMessage } from 'node:http';
import { Observable } from 'rxjs';
import type { RawRequest } from '../../ports/NotificationReceiver.js';

/** The bytes of a request, which can be held back. */
export type HeldBody = Required<Pick<RawRequest, 'body' | 'flow'>>;

/**
 * Reads a request as its bytes arrive.
 *
 * Starts when subscribed to; unsubscribing leaves the rest in the socket. Errors when the connection breaks before the
 * end. Memory: what the socket holds, while it is held back.
 *
 * @param message nobody has read it
 * @example
 * bodyOf(request).body.subscribe((chunk) => console.log(chunk.byteLength));
 */
export function bodyOf(message: IncomingMessage): HeldBody {
  return {
    flow: { pause: () => void message.pause(), resume: () => void message.resume() },
    body: new Observable((subscriber) => {
      const take = (chunk: Uint8Array): void => subscriber.next(chunk);
      const end = (): void => subscriber.complete();
      const fail = (error?: Error): void => subscriber.error(error ?? new Error('the connection broke'));
      const close = (): void => fail();
      message.on('data', take).on('end', end).on('error', fail).on('close', close);
      return () => {
        message.off('data', take).off('end', end).off('error', fail).off('close', close);
        message.pause();
      };
    }),
  };
}
