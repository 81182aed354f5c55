import { Refusal } from '../../../lib/notification/intake/Refusal.js';
import { refuseAs } from '../../../lib/notification/intake/refuseAs.js';
import { marbles } from '../../../lib/testing/marbles.js';

describe('refuseAs', () => {
  it(
    'names the stage that an error comes from, and keeps the error as its cause',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const cause = new Error('disk');
      const source = hot('-a-#', {}, cause);
      const expected = '  -a-#';
      expectObservable(source.pipe(refuseAs('store'))).toBe(expected, {}, new Refusal('store', { cause }));
      expectSubscriptions(source.subscriptions).toBe('^--!');
    }),
  );

  it(
    'leaves a refusal as it is',
    marbles(({ hot, expectObservable }) => {
      const refusal = new Refusal('tooLarge');
      expectObservable(hot('-#', {}, refusal).pipe(refuseAs('decode'))).toBe('-#', {}, refusal);
    }),
  );
});
