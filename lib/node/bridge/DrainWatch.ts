import { type Observable, Subject } from 'rxjs';

/**
 * Tells when a socket took all that it was given, to whom found it waiting.
 *
 * The stream's own `drain` does not do: it is silent about what waits below the stream's mark, and a frame may be too large
 * for the room that is left above.
 */
export class DrainWatch {
  readonly drained: Observable<void>;
  private readonly taken = new Subject<void>();
  private isAwaited = false;

  /** `buffered` says what waits. Unit: bytes */
  constructor(private readonly buffered: () => number) {
    this.drained = this.taken.asObservable();
  }

  /** Looks how much waits. Unit: bytes */
  readonly bufferedBytes = (): number => {
    const bytes = this.buffered();
    if (bytes > 0) this.isAwaited = true;
    return bytes;
  };

  /** Is called back for everything that was written. */
  readonly written = (): void => {
    if (!this.isAwaited || this.buffered() > 0) return;
    this.isAwaited = false;
    this.taken.next();
  };
}
