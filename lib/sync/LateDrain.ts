import { Subscription } from 'rxjs';
import type { Evidence } from '../model/Evidence.js';
import type { Outcome } from '../model/Outcome.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { observe } from './observe.js';
import type { SyncSession } from './SyncSession.js';
import { hasBegunAgain } from './terminalRule.js';
import { toOutcome } from './toOutcome.js';
import type { Observation, Watch } from './Watch.js';

/** Time that one read is waited for; a queue that answers no more must not hold the outcome back. Unit: ms */
const READ_PATIENCE_MS = 5_000;

const NOTHING_TO_DRAIN: ReadonlySet<Evidence['rule']> = new Set(['deadline', 'nothingMoved', 'closed', 'manual']);

/**
 * Reads the queue a few times more after the end of a watch, for events that come late.
 *
 * Pausing: `pause` runs down to the next read. Reading: the read was asked for; every one that arrives counts, a failed
 * one too. Closed: as many reads as `drainPolls` have arrived, or none came within their pauses and 5 s each. Events are
 * marked `late`; an account list among them still reaches the outcome, the result stands. Unless they show that another
 * sync has begun: then there is no outcome yet. Memory: the watch.
 */
export class LateDrain extends Subscription {
  private drained: Watch;
  private readsLeft: number;
  private queueEnded = false;
  private pause: Subscription | undefined = undefined;

  /**
   * @param session the run's surroundings
   * @param watch the watch as it ended
   * @param rule what ended it
   * @param conclude takes the outcome when the reads do not come
   */
  constructor(
    private readonly session: SyncSession,
    private readonly watch: Watch,
    private readonly rule: Evidence['rule'],
    private readonly conclude: (outcome: Outcome) => void,
  ) {
    super();
    const { settings, user } = session;
    const { drainPolls, drainEveryMs } = settings;
    this.drained = watch;
    this.readsLeft = drainPolls;
    const giveUp = (): void => {
      this.concludeNow();
    };
    this.add(user.scheduler.schedule(giveUp, drainPolls * (drainEveryMs + READ_PATIENCE_MS)));
    this.pauseForRead();
  }

  /**
   * Tells whether the end of a watch leaves anything to be read.
   *
   * @param watch the watch as it ended
   * @param rule what ended it
   * @param drainPolls how many reads the caller wants
   */
  static isCalledFor(watch: Watch, rule: Evidence['rule'], drainPolls: number): boolean {
    return drainPolls > 0 && watch.queueAvailable && !NOTHING_TO_DRAIN.has(rule);
  }

  /**
   * Takes one read, and gives what it has to tell; with the last read, the outcome.
   *
   * @param observation what the read brought
   */
  take(observation: Observation): readonly SyncUpdate[] {
    this.drained = observe(this.session.settings)(this.drained, observation);
    const late = this.drained.updates.map(toLate);
    if (this.goesOn) {
      this.unsubscribe();
      return late;
    }
    this.readsLeft -= 1;
    if (this.readsLeft === 0) {
      this.unsubscribe();
      return [...late, this.outcome()];
    }
    this.pauseForRead();
    return late;
  }

  /** Another sync has begun since: the end was that of one before ours, and there is time to follow it. */
  get goesOn(): boolean {
    return hasBegunAgain(this.drained) && this.session.timeLeftMs() > 0;
  }

  /** All that is known, late events included, as at the beginning of what follows. */
  get known(): Watch {
    return { ...this.drained, steadyLooks: 0, endEvent: undefined, verdict: { kind: 'open' }, updates: [] };
  }

  /** Learns that the queue is read no more. */
  endQueue(): void {
    this.queueEnded = true;
    if (this.pause === undefined) this.concludeNow();
  }

  private pauseForRead(): void {
    this.pause?.unsubscribe();
    const { user, settings, readQueueNow } = this.session;
    const read = (): void => {
      this.pause = undefined;
      if (this.queueEnded) this.concludeNow();
      else readQueueNow();
    };
    this.add((this.pause = user.scheduler.schedule(read, settings.drainEveryMs)));
  }

  private concludeNow(): void {
    if (this.closed) return;
    this.unsubscribe();
    this.conclude(this.outcome());
  }

  private outcome(): Outcome {
    return toOutcome({ ...this.watch, accounts: this.drained.accounts }, this.rule);
  }
}

function toLate(update: SyncUpdate): SyncUpdate {
  return update.kind === 'event' ? { ...update, late: true } : update;
}
