import { expect } from 'chai';
import { finishAnswer } from '../../../../lib/sandbox/core/yodlee/finishAnswer.js';
import { YodleeDriver } from '../../../support/yodleeDriver.js';

describe('finishAnswer', () => {
  it('adds the date and the delay, and keeps the fault', () => {
    const { state } = new YodleeDriver();
    expect(finishAnswer(state, { status: 204, body: '', delayMs: 2, fault: 'reset' }, 0)).to.deep.equal({
      status: 204,
      headers: { date: 'Thu, 15 Jan 2026 09:00:00 GMT' },
      body: '',
      delayMs: 42,
      fault: 'reset',
    });
    expect(finishAnswer(state, { status: 204, body: '' }, 0)).not.to.have.property('fault');
  });
});
