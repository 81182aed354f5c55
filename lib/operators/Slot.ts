import { Subscription, type TeardownLogic } from 'rxjs';

/**
 * A subscription that mostly holds one other, and then needs no list for it: the links of a chain are such.
 *
 * Whatever is added beside the one is one as any subscription holds it. One that has closed makes room for the next.
 */
export class Slot extends Subscription {
  private one: Subscription | undefined = undefined;

  override add(teardown: TeardownLogic): void {
    if (teardown === this || teardown === this.one) return;
    const isFree = this.one === undefined || this.one.closed;
    if (isFree && !this.closed && teardown instanceof Subscription) this.one = teardown;
    else super.add(teardown);
  }

  override remove(teardown: Exclude<TeardownLogic, void>): void {
    if (teardown === this.one) this.one = undefined;
    else super.remove(teardown);
  }

  override unsubscribe(): void {
    if (this.closed) return;
    try {
      super.unsubscribe();
    } finally {
      const { one } = this;
      this.one = undefined;
      one?.unsubscribe();
    }
  }
}
