import { expect } from 'chai';
import fc from 'fast-check';
import { coverageOf, EMPTY_LEDGER, type Ledger, marked, provenUntil } from '../../../lib/store/rules/Ledger.js';
import { coveredSeconds, seconds } from '../../support/dataWindows.js';

const OLDEST = new Date(-1);

describe('Ledger', () => {
  it('covers every second of what is asked for exactly once, whatever was written', () => {
    const mark = fc.tuple(fc.constantFrom('noticed', 'swept', 'missed'), fc.nat(50), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 10 }), (marks) => {
        let ledger: Ledger = EMPTY_LEDGER;
        for (const [column, from, n] of marks) ledger = marked(ledger, column, seconds(from, from + n), OLDEST);
        const stretches = coverageOf(ledger, seconds(0, 80));
        const total = stretches.reduce((sum, { window }) => sum + (+window.until - +window.from) / 1_000, 0);
        expect(total).to.equal(80);
        expect(coveredSeconds(stretches.map(({ window }) => window))).to.have.length(80);
      }),
    );
  });

  it('is the same when it said so already, and forgets what is too old', () => {
    const ledger = marked(EMPTY_LEDGER, 'swept', seconds(0, 10), OLDEST);
    expect(marked(ledger, 'swept', seconds(0, 10), OLDEST)).to.equal(ledger);
    expect(marked(ledger, 'swept', seconds(20, 30), new Date(15_000)).swept).to.deep.equal([seconds(20, 30)]);
  });

  it('is proven up to the first hole, by sweeps and by notices', () => {
    expect(provenUntil(EMPTY_LEDGER)).to.equal(undefined);
    const swept = marked(marked(EMPTY_LEDGER, 'swept', seconds(0, 10), OLDEST), 'swept', seconds(20, 30), OLDEST);
    expect(provenUntil(swept)).to.deep.equal(new Date(10_000));
    expect(provenUntil(marked(swept, 'noticed', seconds(10, 20), OLDEST))).to.deep.equal(new Date(30_000));
  });

  it('gives borders up above 4,096 windows, and not before', () => {
    const minute = (n: number) => ({ from: new Date(n * 60_000), until: new Date((n + 1) * 60_000) });
    const noticed = Array.from({ length: 4_095 }, (_, n) => minute(n));
    const full = marked({ ...EMPTY_LEDGER, noticed }, 'noticed', minute(4_095), new Date(0));
    expect(full.noticed).to.have.length(4_096);
    expect(marked(full, 'noticed', minute(4_096), new Date(0)).noticed).to.deep.equal([
      { from: new Date(0), until: new Date(4_097 * 60_000) },
    ]);
  });
});
