import { expect } from 'chai';
import { WorkFailure } from '../../../../lib/node/store/sqlite/WorkFailure.js';

describe('WorkFailure', () => {
  it('keeps what was thrown, and says nothing of it', () => {
    const cause = new Error('secret');
    expect(new WorkFailure(cause)).to.include({ cause, message: 'work failed' });
  });
});
