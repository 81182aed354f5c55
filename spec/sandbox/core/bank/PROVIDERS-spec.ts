import { expect } from 'chai';
import { PROVIDERS } from '../../../../lib/sandbox/core/bank/PROVIDERS.js';

describe('PROVIDERS', () => {
  it('is keyed by id', () => {
    for (const [id, provider] of Object.entries(PROVIDERS)) expect(provider.id).to.equal(id);
  });
});
