import { defer, Observable, type OperatorFunction, type Subscriber, take } from 'rxjs';
import { Stage } from './Stage.js';

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
  return (source) => new Observable((subscriber) => source.subscribe(new Opening(open, follow, subscriber)));
}

/**
 * Waiting: nothing is held. Opening: what comes is held. Following: what is held goes first, so that values which come
 * while it is handed on stay behind it; then all pass at once.
 */
class Opening<T, R, U> extends Stage<T, U> {
  private followers: readonly Subscriber<T>[] = [];
  private held: T[] | undefined = undefined;
  private begun = false;
  private followed = false;
  private completed = false;

  constructor(
    private readonly open: (first: T) => Observable<R>,
    private readonly follow: (opened: R, values: Observable<T>) => Observable<U>,
    destination: Subscriber<U>,
  ) {
    super(destination);
  }

  protected take(value: T): void {
    if (!this.begun) this.begin(value);
    else if (this.held === undefined) this.handOn(value);
    else this.held.push(value);
  }

  override error(error: unknown): void {
    if (!this.followed) super.error(error);
    else for (const follower of this.followers) follower.error(error);
  }

  override complete(): void {
    this.completed = true;
    if (!this.begun) super.complete();
    else if (this.held === undefined) this.end();
  }

  private handOn(value: T): void {
    for (const follower of this.followers) follower.next(value);
  }

  private end(): void {
    for (const follower of this.followers) follower.complete();
  }

  private begin(first: T): void {
    this.begun = true;
    this.held = [];
    const opened = defer(() => this.open(first)).pipe(take(1));
    this.destination.add(
      opened.subscribe({
        next: (value) => {
          this.followed = true;
          this.followWith(value, first);
        },
        error: (error: unknown) => {
          super.error(error);
        },
        complete: () => {
          if (!this.followed) super.complete();
        },
      }),
    );
  }

  private followWith(opened: R, first: T): void {
    const values = new Observable<T>((follower) => {
      follower.next(first);
      if (follower.closed) return;
      this.followers = [...this.followers, follower];
      follower.add(() => (this.followers = this.followers.filter((other) => other !== follower)));
    });
    defer(() => this.follow(opened, values)).subscribe(this.destination);
    // What comes meanwhile is pushed behind, and met by the same loop.
    for (const value of this.held ?? []) this.handOn(value);
    this.held = undefined;
    if (this.completed) this.end();
  }
}
