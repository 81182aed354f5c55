import type { SchedulerLike, Subscription } from 'rxjs';

/** One timer for all members; it runs only while there is one. */
export class Heartbeat<T> {
  private readonly members = new Set<T>();
  private timer: Subscription | undefined;

  constructor(
    private readonly everyMs: number,
    private readonly scheduler: SchedulerLike,
    private readonly beat: (member: T) => void,
  ) {}

  get all(): ReadonlySet<T> {
    return this.members;
  }

  add(member: T): void {
    this.members.add(member);
    this.timer ??= this.arm();
  }

  delete(member: T): void {
    this.members.delete(member);
    if (this.members.size > 0) return;
    this.timer?.unsubscribe();
    this.timer = undefined;
  }

  // The next beat is there before this one, so that whoever leaves or comes meanwhile finds it.
  private arm(): Subscription {
    return this.scheduler.schedule(() => {
      this.timer = this.arm();
      for (const member of this.members) this.beat(member);
    }, this.everyMs);
  }
}
