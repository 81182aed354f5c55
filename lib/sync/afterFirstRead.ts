import { type MonoTypeOperatorFunction, Observable, type Subscriber, type Subscription } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { CircuitOpenError } from '../errors/CircuitOpenError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import type { QueueRetry, QueueTick } from '../model/QueueTick.js';
import { Stage } from '../operators/Stage.js';
import type { SyncSession } from './SyncSession.js';

/**
 * Lets ticks through from the first that tells how the queue stands; gives up when reading fails too often before that.
 *
 * ```marble
 * ticks    -r-r-p-r-p
 * output   -----p-r-p
 * ```
 *
 * Failures before the first page are told through `notify`; after `retryAttempts` repetitions or at the deadline, what they
 * failed with is the error of the stream, so that nothing is triggered without a baseline. Memory: O(1). Completes with its source.
 *
 * @param session the run, which is told of the repetitions
 * @example
 * sharePoll(user, settings).values.pipe(afterFirstRead(session));
 */
export function afterFirstRead(session: SyncSession): MonoTypeOperatorFunction<QueueTick> {
  return (ticks) =>
    new Observable((subscriber) => {
      const waiting = new FirstRead(session, subscriber);
      ticks.subscribe(waiting);
      waiting.begin();
    });
}

class FirstRead extends Stage<QueueTick, QueueTick> {
  private isOpen = false;
  private failures = 0;
  private cause: unknown = undefined;
  private timer: Subscription | undefined = undefined;

  constructor(
    private readonly session: SyncSession,
    destination: Subscriber<QueueTick>,
  ) {
    super(destination);
  }

  begin(): void {
    if (this.isOpen || this.closed) return;
    const { user, timeLeftMs } = this.session;
    const giveUp = (): void => {
      this.error(this.reason());
    };
    this.timer = user.scheduler.schedule(giveUp, timeLeftMs());
  }

  protected take(tick: QueueTick): void {
    if (!this.isOpen) {
      if (tick.kind === 'retry') {
        this.bear(tick);
        return;
      }
      this.isOpen = true;
      this.leaveTimer();
    }
    this.destination.next(tick);
  }

  override unsubscribe(): void {
    this.leaveTimer();
    super.unsubscribe();
  }

  private leaveTimer(): void {
    this.timer?.unsubscribe();
    this.timer = undefined;
  }

  private bear({ error, notice }: QueueRetry): void {
    this.failures += 1;
    this.cause = isHeldBack(error) ? (this.cause ?? error.cause ?? error) : error;
    if (this.failures > this.session.settings.retryAttempts) throw this.reason();
    this.session.notify(notice);
  }

  private reason(): unknown {
    return this.cause ?? new UpstreamTimeoutError('read queue', this.session.settings.deadlineMs);
  }
}

/** An open circuit only tells that others failed before; why they did is the cause. */
function isHeldBack(error: unknown): error is CircuitOpenError {
  return isAggregationError(error) && error.name === 'CircuitOpenError';
}
