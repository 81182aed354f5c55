import { expect } from 'chai';
import { SAFETY_CASES } from '../../../lib/testing/node/safetyCases.js';

// What the cases find is told in httpPortSuite-spec.ts, where ports with flaws are put to them.
describe('SAFETY_CASES', () => {
  it('have titles of their own that read on from "the port"', () => {
    const titles = SAFETY_CASES.map(({ title }) => title);
    expect(new Set(titles).size).to.equal(titles.length);
    for (const title of titles) expect(title).to.match(/^[a-z]+s /);
  });
});
