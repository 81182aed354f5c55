import { expect } from 'chai';
import { resolveConsumeOptions } from '../../lib/notification/options.js';
import { fanOutStage, watch } from '../support/fanOutStage.js';

describe('startFanOut', () => {
  it('ruling 3: has room for 4 users', () => {
    const { credit } = fanOutStage().fanOut;
    expect([credit.limit, credit.room(0), credit.room(3)]).to.deep.equal([4, 4, 1]);
    expect(resolveConsumeOptions({}).ceiling).to.equal(64);
  });

  it('G6: has none while memory is spent, but for one who must be able to finish, and tells when it is freed', () => {
    const { credit, memory } = fanOutStage({}, { byteCredit: 10 }).fanOut;
    const opened = watch(credit.opens);
    memory.take(10);
    expect([credit.room(1), credit.room(0)]).to.deep.equal([0, 4]);
    memory.release(1);
    expect([credit.room(1), opened.values.length]).to.deep.equal([3, 1]);
  });

  it('H1: tells of a drain, and lets it be noticed while upstream wants us to wait', () => {
    const drain = new AbortController();
    const { credit } = fanOutStage({}, { drain: drain.signal }).fanOut;
    const opened = watch(credit.opens);
    credit.refused(60_000);
    expect(credit.room(0)).to.equal(0);
    drain.abort();
    expect([credit.room(0), opened.values.length]).to.deep.equal([1, 1]);
  });
});
