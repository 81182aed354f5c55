import { expect } from 'chai';
import { SWITCHES } from '../../../../lib/sandbox/core/switches/SWITCHES.js';

describe('SWITCHES', () => {
  for (const [name, definition] of Object.entries(SWITCHES)) {
    it(`offers ${name} with at least two values and its default among them`, () => {
      expect(definition.values.length).to.be.at.least(2);
      expect(definition.values).to.include(definition.default);
      expect(definition.doubt).not.to.equal('');
    });
  }
});
