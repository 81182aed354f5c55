import { expect } from 'chai';
import { datedAnswer } from '../../../lib/sandbox/core/datedAnswer.js';

describe('datedAnswer', () => {
  it('adds the date and the delay, and keeps the rest', () => {
    const said = { status: 200, body: '[]', headers: { 'x-a': 'b' } };
    const answer = { ...said, headers: { 'x-a': 'b', date: 'Thu, 01 Jan 1970 00:00:01 GMT' }, delayMs: 40 };
    expect(datedAnswer(said, { dateMs: 1_999, delayMs: 40 })).to.deep.equal(answer);
    const reset = datedAnswer({ ...said, fault: 'reset', delayMs: 7 }, { dateMs: 1_999, delayMs: 40 });
    expect(reset).to.deep.equal({ ...answer, fault: 'reset' });
  });
});
