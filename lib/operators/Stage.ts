import type { Observer, Subscriber } from 'rxjs';
import { Slot } from './Slot.js';

/**
 * One step of a stream, written by hand because thousands of them sit idle and every value passes through.
 *
 * An observer that is a `Subscription` as well is taken by RxJS for the subscriber itself, so that a step is one object and
 * one call, where a composed operator is a subscriber with four closures. Whatever `take` throws is the error of the
 * stream. Once closed it takes nothing more, and what it held is free before its end is told, even if freeing it throws.
 *
 * @param destination who is told
 */
export abstract class Stage<T, R> extends Slot implements Observer<T> {
  constructor(protected readonly destination: Subscriber<R>) {
    super();
    destination.add(this);
  }

  /** Does the work of the step with one value. */
  protected abstract take(value: T): void;

  next(value: T): void {
    if (this.closed) return;
    try {
      this.take(value);
    } catch (error) {
      this.error(error);
    }
  }

  error(error: unknown): void {
    if (this.closed) return;
    try {
      this.unsubscribe();
    } finally {
      this.destination.error(error);
    }
  }

  complete(): void {
    if (this.closed) return;
    try {
      this.unsubscribe();
    } finally {
      this.destination.complete();
    }
  }
}
