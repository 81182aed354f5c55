import { Observable, type OperatorFunction, type Subscriber, type Subscription } from 'rxjs';
import type { QueueId } from '../model/Identity.js';
import type { SyncRun } from '../model/SyncRun.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { LONGEST_TIMER_MS } from '../operators/LONGEST_TIMER_MS.js';
import { Stage } from '../operators/Stage.js';
import type { QueueNews } from './dedupeEvents.js';
import { FollowedWatch, type RunTeller } from './FollowedWatch.js';
import type { RunBatch } from './RunBatch.js';
import type { SyncSession } from './SyncSession.js';
import { tellQueue } from './tellQueue.js';
import { toTriggered } from './toTriggered.js';
import type { Watch } from './Watch.js';
import type { RunNews } from './whatBelongsTo.js';

/**
 * Takes the news of a run until every connection in it has ended: observes queue and connections, ends each by the
 * terminal rule, drains, concludes.
 *
 * ```marble
 * news     -e-e---E---r---r
 * updates  Te-e---(ED)----(O|)
 * ```
 *
 * Emits one batch for each moment that has something to tell. A suspicion makes it look at the connection at once; an end
 * that only the connection shows makes it read the queue once more. When the run's time is up, a last look decides; after
 * a sleep of the machine its timer is late, but the first news show that the time is up. Memory: what is known of the
 * connections. Errors: those of the news, and refusals of a look. Completes with the last outcome, not with the news.
 *
 * @param session the run's surroundings
 * @param run the run, triggered
 * @param watches what is known of its connections at the beginning
 * @example
 * news.pipe(whatBelongsTo(session, watches), takeThroughEnd(session, run, watches));
 */
export function takeThroughEnd(
  session: SyncSession,
  run: SyncRun,
  watches: readonly Watch[],
): OperatorFunction<RunNews, RunBatch> {
  return (news) =>
    new Observable((subscriber) => {
      const stage = new RunFollower(session, run, subscriber);
      stage.begin(watches);
      if (!stage.closed) news.subscribe(stage);
    });
}

const NONE: readonly SyncUpdate[] = [];

class RunFollower extends Stage<RunNews, RunBatch> implements RunTeller {
  private followed: readonly FollowedWatch[] = [];
  private queueId: QueueId | undefined;
  private isTimeUp = false;
  private timer: Subscription | undefined = undefined;

  constructor(
    private readonly session: SyncSession,
    private readonly run: SyncRun,
    destination: Subscriber<RunBatch>,
  ) {
    super(destination);
    ({ queueId: this.queueId } = run);
  }

  begin(watches: readonly Watch[]): void {
    this.followed = watches.map((watch) => new FollowedWatch(this.session, watch, this));
    this.destination.next({
      runId: this.run.runId,
      updates: this.run.updates.length === 0 ? watches.flatMap(toTriggered) : NONE,
    });
    this.endIfAllHave();
    if (this.session.timeLeftMs() > 0) for (const one of this.followed) if (!this.closed) one.begin();
    if (!this.closed) this.awaitDeadline();
  }

  protected take({ news, observations }: RunNews): void {
    const replaced = this.replacedBy(news);
    let updates = tellQueue(this.session, this.run, news);
    for (const [at, one] of this.followed.entries()) {
      const observation = observations[at];
      const told = observation === undefined ? NONE : one.observe(observation);
      if (told.length > 0) updates = updates.length === 0 ? told : [...updates, ...told];
    }
    if (replaced === undefined) this.tell(updates);
    else this.emit({ runId: this.run.runId, updates, queueId: replaced });
    for (const one of this.followed) if (!this.closed) one.act();
    this.heedTime();
  }

  /** A queue that ends leaves the looks to decide. */
  override complete(): void {
    for (const one of this.followed) if (!this.closed) one.endQueue();
  }

  override unsubscribe(): void {
    if (this.closed) return;
    this.timer?.unsubscribe();
    try {
      super.unsubscribe();
    } finally {
      for (const one of this.followed) one.leave();
    }
  }

  tell(updates: readonly SyncUpdate[]): void {
    if (updates.length > 0) this.emit({ runId: this.run.runId, updates });
  }

  private emit(batch: RunBatch): void {
    if (this.closed) return;
    this.destination.next(batch);
    this.endIfAllHave();
  }

  private endIfAllHave(): void {
    if (this.followed.every(({ hasEnded }) => hasEnded)) super.complete();
  }

  private replacedBy(news: QueueNews): QueueId | undefined {
    if (news.kind !== 'read' || news.queueId === undefined || news.queueId === this.queueId) return undefined;
    return (this.queueId = news.queueId);
  }

  private awaitDeadline(): void {
    const { user, timeLeftMs } = this.session;
    const heed = (): void => {
      this.heedTime();
      if (!this.isTimeUp && !this.closed) this.awaitDeadline();
    };
    this.timer = user.scheduler.schedule(heed, Math.min(timeLeftMs(), LONGEST_TIMER_MS));
  }

  private heedTime(): void {
    if (this.isTimeUp || this.closed || this.session.timeLeftMs() > 0) return;
    this.isTimeUp = true;
    for (const one of this.followed) one.lookLast();
  }
}
