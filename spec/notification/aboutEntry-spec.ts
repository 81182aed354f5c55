import { expect } from 'chai';
import { aboutEntry } from '../../lib/notification/aboutEntry.js';
import { leaseOf } from '../support/fanOutStage.js';

describe('aboutEntry', () => {
  it('names entry, user, window and attempt, and nothing else of the lease', () => {
    const { key, userId, window, attempt } = leaseOf();
    expect(aboutEntry(leaseOf())).to.deep.equal({ key, userId, window, attempt });
  });
});
