import { expect } from 'chai';
import { concatMap, from, type Observable } from 'rxjs';
import { pullFrom } from '../../lib/operators/pullFrom.js';
import { operatorLaws } from '../../lib/testing/operatorLaws.js';
import { watch } from '../support/fanOutStage.js';

describe('pullFrom', () => {
  it('gives up to the credit, and says when it is over', () => {
    const pull = pullFrom([1, 2, 3]);
    expect(watch(pull(2)).values).to.deep.equal([{ values: [1, 2], done: false }]);
    expect(watch(pull(2)).values).to.deep.equal([{ values: [3], done: true }]);
  });

  it('walks nothing before it is subscribed', () => {
    let made = 0;
    function* endless(): Generator<number> {
      for (;;) yield made++;
    }
    const pull = pullFrom(endless());
    const asked = pull(3);
    expect(made).to.equal(0);
    watch(asked);
    expect(made).to.equal(3);
  });

  // An operator made of it: each value is pulled out of a list of its own.
  operatorLaws(
    { describe, it },
    {
      name: 'pullFrom, of each value',
      make: () => (source: Observable<number>) =>
        source.pipe(concatMap((value) => pullFrom([value])(2).pipe(concatMap(({ values }) => from(values))))),
      sample: [1, 2, 3],
      makeThrowing: (_, thrown) => {
        function* failing(): Generator<number> {
          yield* [];
          throw thrown;
        }
        return (source) =>
          source.pipe(concatMap(() => pullFrom(failing())(1).pipe(concatMap(({ values }) => from(values)))));
      },
    },
  );
});
