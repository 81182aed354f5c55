import { expect } from 'chai';
import { from, of } from 'rxjs';
import type { NotificationHandler } from '../../lib/notification/FanOut.js';

describe('NotificationHandler', () => {
  it('is of a type that takes Observables and promises, and nothing that could be read as one', () => {
    const stored = Promise.resolve(0);
    const good: readonly NotificationHandler[] = [() => of(0), () => stored, async () => stored];
    const bad: readonly NotificationHandler[] = [
      // @ts-expect-error an array of promises is over before they are
      ({ changes }) => [...changes].map(() => stored),
      // @ts-expect-error a text is a list of its characters
      () => 'stored',
      // @ts-expect-error nothing is waited for
      () => undefined,
      () => from([stored]),
    ];
    expect([good.length, bad.length]).to.deep.equal([3, 4]);
  });
});
