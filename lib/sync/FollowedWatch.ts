import { type Observer, Subject } from 'rxjs';
import { isAggregationError } from '../errors/isAggregationError.js';
import type { Evidence } from '../model/Evidence.js';
import type { SyncUpdate } from '../model/SyncUpdate.js';
import { Slot } from '../operators/Slot.js';
import { LateDrain } from './LateDrain.js';
import { lookAtDeadline } from './lookAtDeadline.js';
import { lookRepeatedly } from './lookRepeatedly.js';
import { observe } from './observe.js';
import { ALL_CONNECTIONS, type SyncSession } from './SyncSession.js';
import { toOutcome } from './toOutcome.js';
import type { Observation, Watch } from './Watch.js';

/** Whom a followed watch reports to. */
export interface RunTeller {
  /** Has something to tell outside of a tick of the queue. */
  tell(updates: readonly SyncUpdate[]): void;
  error(error: unknown): void;
}

const NONE: readonly SyncUpdate[] = [];

/**
 * One connection of a run on its way to its outcome.
 *
 * Open: the connection is looked at, and whatever is observed goes through the terminal rule. Closed: the end was found
 * and looking has stopped; while there is a `drain`, the queue is still read for late events. Gone on: those showed that
 * another sync has begun, which the `successor` follows. Ended: the outcome was told.
 *
 * Memory: what is known of the connection, and the poll of its looks.
 */
export class FollowedWatch extends Slot implements Observer<Observation> {
  private hasBegun = false;
  private isConcluded = false;
  private readonly learn: (watch: Watch, observation: Observation) => Watch;
  private readonly suspicions = new Subject<void>();
  private drain: LateDrain | undefined = undefined;
  private successor: FollowedWatch | undefined = undefined;
  private queueEnded = false;

  /**
   * @param session the run's surroundings
   * @param watch what is known of the connection at the beginning
   * @param run whom it reports to
   */
  constructor(
    private readonly session: SyncSession,
    private watch: Watch,
    private readonly run: RunTeller,
  ) {
    super();
    this.learn = observe(session.settings);
  }

  /** Its outcome was told. */
  get hasEnded(): boolean {
    return this.successor?.hasEnded ?? this.isConcluded;
  }

  /** Begins to look at the connection, at its pace and on suspicion. */
  begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    lookRepeatedly(this.session, this.watch.connectionId, this.suspicions).subscribe(this);
  }

  /** Looks once more because time is up, so that an end which is there is never called a time-out. */
  lookLast(): void {
    this.successor?.lookLast();
    if (!this.closed) lookAtDeadline(this.session, this.watch.connectionId).subscribe(this);
  }

  /**
   * Takes what the queue or a look has shown, and gives what there is to tell of it.
   *
   * @param observation what was observed
   */
  observe(observation: Observation): readonly SyncUpdate[] {
    if (this.successor !== undefined) return this.successor.observe(observation);
    if (this.closed) return this.drainWith(observation);
    this.watch = this.learn(this.watch, observation);
    const { verdict, updates } = this.watch;
    return verdict.kind === 'ended' ? [...updates, this.end(verdict.rule)] : updates;
  }

  /** Does what the last verdict asks for, once everything that led to it was told. */
  act(): void {
    this.successor?.begin();
    this.successor?.act();
    if (this.closed) return;
    const { kind } = this.watch.verdict;
    if (kind === 'suspected') this.suspicions.next();
    if (kind === 'unconfirmed') this.session.readQueueNow();
  }

  /** Learns that the queue is read no more. */
  endQueue(): void {
    this.queueEnded = true;
    this.drain?.endQueue();
    this.successor?.endQueue();
  }

  /** Stops whatever goes on, with nothing more to tell. */
  leave(): void {
    this.unsubscribe();
    this.drain?.unsubscribe();
    this.successor?.leave();
  }

  next(look: Observation): void {
    if (this.closed) return;
    try {
      this.run.tell(this.observe(look));
      this.act();
    } catch (error) {
      this.run.error(error);
    }
  }

  /** One connection of many that may not be looked at leaves the others alone: the queue and the last look decide on it. */
  error(error: unknown): void {
    const isItsOwn = this.session.plan.scope === ALL_CONNECTIONS && isAboutOne(error);
    if (!this.closed && !isItsOwn) this.run.error(error);
  }

  complete(): void {
    // Only the last look completes, and it was observed.
  }

  private end(rule: Evidence['rule']): SyncUpdate {
    this.unsubscribe();
    const { watch, session } = this;
    const { drainPolls } = session.settings;
    if (!LateDrain.isCalledFor(watch, rule, drainPolls)) {
      this.isConcluded = true;
      return toOutcome(watch, rule);
    }
    this.drain = new LateDrain(session, watch, rule, (outcome) => {
      this.isConcluded = true;
      this.run.tell([outcome]);
    });
    if (this.queueEnded) this.drain.endQueue();
    return { kind: 'draining', connectionId: watch.connectionId, reads: drainPolls };
  }

  private drainWith(observation: Observation): readonly SyncUpdate[] {
    if (this.drain === undefined || this.hasEnded || observation.kind === 'noQueue') return NONE;
    const late = this.drain.take(observation);
    if (this.drain.goesOn) this.goOn(this.drain.known);
    else this.isConcluded = this.drain.closed;
    return late;
  }

  /** What is closed stays so: the sync that has begun since is followed by another one like this. */
  private goOn(known: Watch): void {
    this.successor = new FollowedWatch(this.session, known, this.run);
  }
}

/** Refused credentials, and addresses that are wrong for all, concern every connection. */
function isAboutOne(error: unknown): boolean {
  if (!isAggregationError(error)) return false;
  const { name } = error;
  return name === 'AccessDeniedError' || name === 'UpstreamStatusError' || name === 'ResponseTooLargeError';
}
