import { expect } from 'chai';
import fc from 'fast-check';
import { parseDuration } from '../../lib/cli/parseDuration.js';

describe('parseDuration', () => {
  it('reads every unit, and fractions', () => {
    const given = ['500ms', '8s', '10m', '2h', '1.5s', '0.5ms'];
    expect(given.map(parseDuration)).to.deep.equal([500, 8_000, 600_000, 7_200_000, 1_500, 1]);
  });

  it('refuses what has no unit, no length or no end', () => {
    const given = ['', '8', 's', '0s', '-1s', '1 s', '1S', '1d', '25h30m', '1e3s', '.5s', '600h', '0.1ms'];
    expect(given.map(parseDuration)).to.deep.equal(given.map(() => undefined));
  });

  it('gives whole milliseconds within what a timer keeps, or nothing', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: 0, max: 1e9 }), fc.constantFrom('ms', 's', 'm', 'h'), (n, unit) => {
        const ms = parseDuration(`${n.toFixed(3)}${unit}`);
        if (ms !== undefined) expect(Number.isInteger(ms) && ms > 0 && ms <= 2_147_483_647).to.equal(true);
      }),
    );
  });
});
