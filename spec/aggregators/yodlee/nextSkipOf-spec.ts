import { expect } from 'chai';
import { nextSkipOf } from '../../../lib/aggregators/yodlee/nextSkipOf.js';

describe('nextSkipOf', () => {
  for (const [link, skip] of [
    [
      ': /transactions?fromDate=2022-03-08&skip=500&top=500;rel=next, /transactions/count?fromDate=2022-03-08;rel=count',
      500,
    ],
    [
      ': /transactions?fromDate=2022-03-08&top=500;rel=previous, /transactions?fromDate=2022-03-08&skip=1000&top=500;rel=next, /transactions/count?a=b;rel=count',
      1_000,
    ],
    ['<https://api.test/ysl/dataExtracts/userData?select=transaction&skip=500&top=500>; rel="next"', 500],
    ['<https://api.test/x?skip=500&top=500>; title="a, b"; rel="prev next"', 500],
    ['/x?keyword=a,b;c&skip=7&top=500;rel=next', 7],
    ['/x?skip=0&top=500 ; REL = NEXT', 0],
    [': /transactions?skip=500&top=500;rel=previous, /transactions/count?a=b;rel=count', undefined],
    ['', undefined],
    [undefined, undefined],
    ['garbage', undefined],
    ['/x?skip=500;rel=nextish', undefined],
  ] as const) {
    it(`reads ${String(skip)} from ${JSON.stringify({ link }).slice(0, 60)}`, () => {
      expect(nextSkipOf(link)).to.equal(skip);
    });
  }

  for (const link of [
    '/x?top=500;rel=next',
    '/x?skip=1&skip=2;rel=next',
    '/x?skip=-5;rel=next',
    '/x?skip=1e3;rel=next',
    'a'.repeat(20_000),
  ]) {
    it(`says of ${link.slice(0, 30)} that it makes no sense`, () => expect(nextSkipOf(link)).to.be.NaN);
  }
});
