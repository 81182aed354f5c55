import { expect } from 'chai';
import { NEVER, of, throwError } from 'rxjs';
import { giveBackUnsettled } from '../../lib/notification/giveBackUnsettled.js';
import { fanOutStage, leaseOf, watch } from '../support/fanOutStage.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';

describe('giveBackUnsettled', () => {
  it(
    'passes the work',
    marbles(({ cold, expectObservable }) => {
      const work = cold(' ---w|');
      const output = '    ---w|';
      expectObservable(work.pipe(giveBackUnsettled(fanOutStage().fanOut, leaseOf()))).toBe(output);
    }),
  );

  it('G18: gives the lease back when its subscriber leaves, and only then', () => {
    const stage = fanOutStage();
    stage.put(['ann']);
    const lease = stage.lease();
    for (const work of [of(1), throwError(() => new Error('work'))])
      watch(work.pipe(giveBackUnsettled(stage.fanOut, lease)));
    expect(stage.entries()).to.deep.equal(['ann leased']);
    watch(NEVER.pipe(giveBackUnsettled(stage.fanOut, lease))).subscription?.unsubscribe();
    expect(stage.entries()).to.deep.equal(['ann waiting abandoned']);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'giveBackUnsettled',
      make: () => giveBackUnsettled<unknown, number>(fanOutStage().fanOut, leaseOf()),
      sample: [1, 2, 3],
    },
  );
});
