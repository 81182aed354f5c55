import { Observable, type OperatorFunction, type SchedulerLike, type Subscriber } from 'rxjs';

/**
 * Hands bytes on in pieces of at most `pieceBytes`, and lets others have their turn after each such amount.
 *
 * ```marble
 * source   (ab|)   three bytes and one, in pieces of two
 * inTurns  (xyz|)  two, one and one; between x and y others have their turn
 * ```
 *
 * Nothing is copied, nothing is dropped, the order stays. Memory: what the source gave and was not handed on. Errors pass
 * at once; unsubscribing drops what waits.
 *
 * @param pieceBytes how much is handed on in one turn. Unit: bytes, ≥ 1
 * @param scheduler whose turns they are
 * @example
 * body.pipe(inTurns(262_144, asyncScheduler));
 */
export function inTurns(pieceBytes: number, scheduler: SchedulerLike): OperatorFunction<Uint8Array, Uint8Array> {
  return (source) =>
    new Observable((subscriber) => {
      const turns = new Turns(subscriber, pieceBytes, scheduler);
      subscriber.add(
        source.subscribe({
          next: (chunk) => {
            turns.take(chunk);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
          complete: () => {
            turns.end();
          },
        }),
      );
    });
}

class Turns {
  readonly #waiting: Uint8Array[] = [];
  #left: number;
  #ended = false;
  #resting = false;

  constructor(
    private readonly subscriber: Subscriber<Uint8Array>,
    private readonly pieceBytes: number,
    private readonly scheduler: SchedulerLike,
  ) {
    this.#left = pieceBytes;
  }

  take(chunk: Uint8Array): void {
    this.#waiting.push(chunk);
    this.#handOn();
  }

  end(): void {
    this.#ended = true;
    this.#handOn();
  }

  #handOn(): void {
    while (!this.#resting && !this.subscriber.closed) {
      const chunk = this.#waiting.shift();
      if (chunk === undefined) break;
      const piece = chunk.subarray(0, this.#left);
      if (piece.byteLength < chunk.byteLength) this.#waiting.unshift(chunk.subarray(this.#left));
      this.#left -= piece.byteLength;
      this.subscriber.next(piece);
      if (this.#left === 0) this.#rest();
    }
    if (this.#ended && !this.#resting && this.#waiting.length === 0) this.subscriber.complete();
  }

  #rest(): void {
    this.#resting = true;
    this.subscriber.add(
      this.scheduler.schedule(() => {
        this.#resting = false;
        this.#left = this.pieceBytes;
        this.#handOn();
      }),
    );
  }
}
