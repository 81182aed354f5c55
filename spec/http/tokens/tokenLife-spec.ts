import { expect } from 'chai';
import fc from 'fast-check';
import { lifeMsOf, renewAtOf } from '../../../lib/http/tokens/tokenLife.js';

describe('lifeMsOf', () => {
  it('reads numbers and strings of digits as seconds', () => {
    expect([lifeMsOf(3_600), lifeMsOf('3600'), lifeMsOf(0.5), lifeMsOf('1.5')]).to.deep.equal([
      3.6e6, 3.6e6, 500, 1_500,
    ]);
  });

  it('A6: takes what makes no sense for unknown', () => {
    for (const value of [
      0,
      '0',
      -1,
      '-1',
      NaN,
      Infinity,
      1e18,
      '1e3',
      '',
      ' 5',
      '0x10',
      null,
      undefined,
      true,
      [],
      {},
    ]) {
      expect(lifeMsOf(value)).to.equal(undefined);
    }
  });

  it('gives a finite, positive life or none, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const life = lifeMsOf(value);
        expect(life === undefined || (life > 0 && Number.isFinite(life))).to.equal(true);
      }),
    );
  });
});

describe('renewAtOf', () => {
  it('renews an hour 6 minutes early, ten minutes 60 s early', () => {
    expect(renewAtOf(0, 3_600_000)).to.equal(3_240_000);
    expect(renewAtOf(0, 600_000)).to.equal(540_000);
  });

  it('A6: renews a token of 5 s after half of its life, so that it is not renewed at every call', () => {
    expect(renewAtOf(1_000, 6_000)).to.equal(3_500);
  });

  it('never renews a token whose end is unknown or lies behind its birth', () => {
    for (const end of [undefined, 0, 999, 1_000, NaN]) expect(renewAtOf(1_000, end)).to.equal(Infinity);
  });

  it('leaves every token at least half of its life, and none its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 1e11 }), (born, life) => {
        const at = renewAtOf(born, born + life);
        expect(at)
          .to.be.at.least(born + life / 2)
          .and.below(born + life);
      }),
    );
  });
});
