import { expect } from 'chai';
import { StoreUnavailableError } from '../../../../lib/errors/StoreUnavailableError.js';
import { decodeRun, encodeRun } from '../../../../lib/node/store/sqlite/runBody.js';
import { draftRun, outcomeFor } from '../../../../lib/testing/journalStand.js';

describe('runBody', () => {
  it('gives back what was written, dates and all', () => {
    const run = draftRun({ updates: [outcomeFor('7')], seen: ['1', '2'] });
    expect(decodeRun(encodeRun(run), run.seen)).to.deep.equal(run);
    expect(encodeRun(run)).to.include('"seen":[]');
  });

  for (const text of ['', 'null', '{}', '[]', '{"runId":1}']) {
    it(`says corrupt for ${JSON.stringify(text)}`, () => {
      expect(() => decodeRun(text, []))
        .to.throw(StoreUnavailableError)
        .with.property('fault', 'corrupt');
    });
  }
});
