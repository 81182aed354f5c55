import { Subscription } from 'rxjs';

/**
 * A SchedulerLike whose time stands still until somebody steps to the next action that is due. Far cheaper than a real
 * timer, so that what is measured is what the streams do and not what the host's timers cost.
 */
export class SteppedScheduler {
  #now = 1_600_000_000_000;
  #pending = [];

  now() {
    return this.#now;
  }

  schedule(work, delay = 0, state) {
    return new SteppedAction(this, work).schedule(state, delay);
  }

  add(action) {
    this.#pending.push(action);
  }

  remove(action) {
    const at = this.#pending.indexOf(action);
    if (at >= 0) this.#pending.splice(at, 1);
  }

  /** Runs the action that is due next. */
  step() {
    const pending = this.#pending;
    let next = pending[0];
    for (let at = 1; at < pending.length; at++) if (pending[at].due < next.due) next = pending[at];
    this.remove(next);
    this.#now = Math.max(this.#now, next.due);
    next.execute();
  }
}

class SteppedAction extends Subscription {
  due = 0;
  #isPending = false;

  constructor(scheduler, work) {
    super();
    this.scheduler = scheduler;
    this.work = work;
  }

  schedule(state, delay = 0) {
    if (this.closed) return this;
    this.state = state;
    this.due = this.scheduler.now() + delay;
    this.#isPending = true;
    this.scheduler.add(this);
    return this;
  }

  execute() {
    this.#isPending = false;
    this.work(this.state);
    if (!this.#isPending) this.unsubscribe();
  }

  unsubscribe() {
    if (this.closed) return;
    if (this.#isPending) this.scheduler.remove(this);
    this.#isPending = false;
    super.unsubscribe();
  }
}
