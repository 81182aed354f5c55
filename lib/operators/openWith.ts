import {
  defer,
  Observable,
  type Observer,
  type OperatorFunction,
  Subject,
  type Subscriber,
  take,
  takeWhile,
} from 'rxjs';
import { precededBy } from './precededBy.js';

/**
 * Opens with the first value and follows all of them, the first included; what comes while opening is held.
 *
 * ```marble
 * source   a-b-----c-|
 * open     ----(o|)
 * follow   ----(ab)c-|
 * ```
 *
 * Nothing is lost between opening and following, which matters when the source forgets what it has told. Memory:
 * O(values that come while opening). Errors of the source, of `open` and of `follow` pass through. Completes with
 * `follow`, or when the source completes without a value.
 *
 * @param open makes from the first value what the rest is followed with; emits once
 * @param follow turns what was opened and all values into the result
 * @example
 * of(2, 3, 4).pipe(openWith((first) => of(first), (factor, values) => values.pipe(map((value) => value * factor)))); // 4, 6, 8
 */
export function openWith<T, R, U>(
  open: (first: T) => Observable<R>,
  follow: (opened: R, values: Observable<T>) => Observable<U>,
): OperatorFunction<T, U> {
  return (source) =>
    new Observable((subscriber) => {
      const opening = new Opening(open, follow, subscriber);
      // A source that emits at once learns only this way that nobody listens any more.
      // eslint-disable-next-line rxjs-x/no-ignored-takewhile-value -- the subscriber tells whether to go on, not the value
      subscriber.add(source.pipe(takeWhile(() => !subscriber.closed)).subscribe(opening));
    });
}

/**
 * One subscription, written by hand because thousands of them sit idle and every value passes through.
 *
 * Waiting: nothing is held. Opening: what comes is held. Following: what is held goes first, so that values which come
 * while it is handed on stay behind it; then all pass at once.
 */
class Opening<T, R, U> implements Observer<T> {
  private readonly later = new Subject<T>();
  private held: T[] | undefined;
  private begun = false;
  private followed = false;
  private completed = false;

  constructor(
    private readonly open: (first: T) => Observable<R>,
    private readonly follow: (opened: R, values: Observable<T>) => Observable<U>,
    private readonly subscriber: Subscriber<U>,
  ) {}

  next(value: T): void {
    if (!this.begun) this.begin(value);
    else if (this.held === undefined) this.later.next(value);
    else this.held.push(value);
  }

  error(error: unknown): void {
    if (this.followed) this.later.error(error);
    else this.subscriber.error(error);
  }

  complete(): void {
    this.completed = true;
    if (!this.begun) this.subscriber.complete();
    else if (this.held === undefined) this.later.complete();
  }

  private begin(first: T): void {
    this.begun = true;
    this.held = [];
    const opened = defer(() => this.open(first)).pipe(take(1));
    this.subscriber.add(
      opened.subscribe({
        next: (value) => {
          this.followed = true;
          this.followWith(value, first);
        },
        error: (error: unknown) => {
          this.subscriber.error(error);
        },
        complete: () => {
          if (!this.followed) this.subscriber.complete();
        },
      }),
    );
  }

  private followWith(opened: R, first: T): void {
    defer(() => this.follow(opened, this.later.pipe(precededBy([first])))).subscribe(this.subscriber);
    // What comes meanwhile is pushed behind, and met by the same loop.
    for (const value of this.held ?? []) this.later.next(value);
    this.held = undefined;
    if (this.completed) this.later.complete();
  }
}
