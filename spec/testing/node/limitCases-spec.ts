import { expect } from 'chai';
import { LIMIT_CASES } from '../../../lib/testing/node/limitCases.js';

// What the cases find is told in httpPortSuite-spec.ts, where ports with flaws are put to them.
describe('LIMIT_CASES', () => {
  it('have titles of their own that read on from "the port"', () => {
    const titles = LIMIT_CASES.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    for (const title of titles) expect(title).to.match(/^[a-z]+s /);
  });
});
