import { expect } from 'chai';
import { SandboxOptionError } from '../../../lib/sandbox/core/SandboxOptionError.js';
import { seedAndSpeed } from '../../../lib/sandbox/core/seedAndSpeed.js';

describe('seedAndSpeed', () => {
  it('fills in what is missing', () => {
    expect(seedAndSpeed({})).to.deep.equal({ seed: 1, speed: 1 });
    expect(seedAndSpeed({ seed: -7, speed: 0.5 })).to.deep.equal({ seed: -7, speed: 0.5 });
  });

  it('throws on what means nothing', () => {
    for (const config of [{ seed: 0.5 }, { seed: NaN }, { speed: 0 }, { speed: NaN }, { speed: 100_001 }]) {
      expect(() => seedAndSpeed(config), JSON.stringify(config)).to.throw(SandboxOptionError);
    }
  });
});
