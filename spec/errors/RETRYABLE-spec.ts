import { expect } from 'chai';
import { RETRYABLE } from '../../lib/errors/RETRYABLE.js';

describe('RETRYABLE', () => {
  it('leaves the judgement to the errors that carry what it rests on', () => {
    const asked = Object.entries(RETRYABLE).flatMap(([name, verdict]) => (verdict === 'ask' ? [name] : []));
    expect(asked).to.deep.equal(['UpstreamRefusedError', 'UpstreamStatusError']);
  });
});
