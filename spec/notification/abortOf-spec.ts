import { expect } from 'chai';
import { abortOf } from '../../lib/notification/abortOf.js';
import { watch } from '../support/fanOutStage.js';

describe('abortOf', () => {
  it('emits once when the signal aborts, or at once if it has', () => {
    const controller = new AbortController();
    const before = watch(abortOf(controller.signal));
    expect(before.values).to.deep.equal([]);
    controller.abort();
    expect(before).to.deep.include({ values: [0], isComplete: true });
    expect(watch(abortOf(controller.signal))).to.deep.include({ values: [0], isComplete: true });
  });

  it('G18: listens no more when its subscriber leaves', () => {
    const controller = new AbortController();
    const left = watch(abortOf(controller.signal));
    left.subscription?.unsubscribe();
    controller.abort();
    expect(left.values).to.deep.equal([]);
  });
});
