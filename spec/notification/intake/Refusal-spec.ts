import { expect } from 'chai';
import { Refusal } from '../../../lib/notification/intake/Refusal.js';

describe('Refusal', () => {
  it('carries its reason and its cause, and says nothing of what was refused', () => {
    const cause = new Error('disk');
    const refusal = new Refusal('store', { cause });
    expect(refusal).to.include({ name: 'Refusal', reason: 'store', message: 'webhook refused: store', cause });
  });
});
