import { expect } from 'chai';
import { whoMustActSentence } from '../../../lib/cli/output/whoMustActSentence.js';

describe('whoMustActSentence', () => {
  it('says each in a sentence of its own', () => {
    const sentences = (['user', 'bank', 'aggregator', 'integrator', 'nobody'] as const).map(whoMustActSentence);
    expect(new Set(sentences).size).to.equal(5);
    for (const sentence of sentences) expect(sentence).to.match(/^[A-Z].*\.$/);
  });
});
