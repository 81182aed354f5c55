import { expect } from 'chai';
import { defer, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { StoreUnavailableError } from '../../lib/errors/StoreUnavailableError.js';
import { writeAgain } from '../../lib/notification/writeAgain.js';
import { marbles } from '../../lib/testing/marbles.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { watch } from '../support/fanOutStage.js';

const late = { random: () => 1 };

describe('writeAgain', () => {
  it(
    'writes again what the store could not write',
    marbles(({ cold, expectObservable, scheduler }) => {
      const attempts = [cold('--#', {}, new StoreUnavailableError('locked', 'ack')), cold('--(w|)')];
      const output = '        --  100ms --(w|)';
      const write = defer(() => attempts.shift() ?? of('too often'));
      expectObservable(write.pipe(writeAgain({ scheduler, entropy: late }))).toBe(output);
    }),
  );

  it('gives up after three repetitions', () => {
    const clock = new VirtualTimeScheduler();
    let writes = 0;
    const write = defer(() => {
      writes += 1;
      return throwError(() => new StoreUnavailableError('locked', 'ack'));
    });
    const seen = watch(write.pipe(writeAgain({ scheduler: clock, entropy: late })));
    clock.flush();
    expect([writes, seen.errors.length]).to.deep.equal([4, 1]);
    expect(clock.now()).to.be.at.most(3_000);
  });

  operatorLaws(
    { describe, it },
    {
      name: 'writeAgain',
      make: (scheduler) => writeAgain<number>({ scheduler, entropy: late }),
      sample: [1, 2, 3],
    },
  );
});
