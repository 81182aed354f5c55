import { Observable } from 'rxjs';
import type { HeldBody } from './bodyOf.js';

/** As much as a socket gives at once. Unit: bytes */
const PIECE_BYTES = 65_536;

/**
 * Hands out a body that was read already, piece by piece, with room for other work between two of them.
 *
 * Memory: none beside the body. Never errors.
 *
 * @param bytes the whole body
 * @example
 * piecesOf(request.rawBody).body.subscribe((piece) => console.log(piece.byteLength));
 */
export function piecesOf(bytes: Uint8Array): HeldBody {
  let isHeld = false;
  let go: (() => void) | undefined;
  return {
    flow: {
      pause: () => {
        isHeld = true;
      },
      resume: () => {
        isHeld = false;
        go?.();
      },
    },
    body: new Observable((subscriber) => {
      let at = 0;
      let turn: NodeJS.Immediate | undefined;
      const next = (): void => {
        turn = undefined;
        if (isHeld) return;
        if (at >= bytes.byteLength) {
          subscriber.complete();
          return;
        }
        subscriber.next(bytes.subarray(at, (at += PIECE_BYTES)));
        schedule();
      };
      const schedule = (): void => {
        if (!subscriber.closed) turn ??= setImmediate(next);
      };
      go = schedule;
      schedule();
      return () => clearImmediate(turn);
    }),
  };
}
