import { expect } from 'chai';
import fc from 'fast-check';
import { parseUserDataHref } from '../../../lib/aggregators/yodlee/parseUserDataHref.js';

const DATES = { fromDate: 'A', toDate: 'B' };

describe('parseUserDataHref', () => {
  for (const [href, user] of [
    ['dataExtracts/userData?fromDate=A&toDate=B&loginName=ann', 'ann'],
    ['userData?fromDate=A&toDate=B&loginName=ann', 'ann'],
    ['/dataExtracts/userData?loginName=ann&toDate=B&fromDate=A', 'ann'],
    ['userData?fromDate=A&loginName=orgId:userId&toDate=B', 'orgId:userId'],
    ['userData?fromDate=A&toDate=B&loginName=orgId%3AuserId', 'orgId:userId'],
    ['userData?fromDate=A&toDate=B&loginName=a+b&c=d#e%f', 'a+b&c=d#e%f'],
    ['userData?fromDate=A&toDate=B', 'ann'],
  ] as const) {
    it(`reads ${href}`, () => expect(parseUserDataHref(href, user)).to.deep.equal({ kind: 'decoded', value: DATES }));
  }

  it('leaves the dates to the notification when there are none', () => {
    for (const href of ['userData', 'userData?', 'userData?loginName=ann']) {
      expect(parseUserDataHref(href, 'ann')).to.deep.equal({ kind: 'decoded', value: {} });
    }
  });

  for (const href of [
    '//evil.example/userData?fromDate=A&toDate=B&loginName=ann',
    'https://evil.example/userData?fromDate=A&toDate=B&loginName=ann',
    '\\\\evil.example\\userData',
    '\t//evil.example',
    'http:userData',
    'javascript:alert(1)',
    'data:text/html,x',
    '../../admin?loginName=ann',
    'dataExtracts/%2e%2e/userData',
    'dataExtracts/userData/../../admin',
    'dataExtracts//userData',
    'userData?fromDate=A&toDate=B&loginName=bob',
    'userData?fromDate=A&fromDate=A&toDate=B&loginName=ann',
    'userData?fromDate=A&toDate=B&loginName=ann&loginName=ann',
    'userData?fromDate=A&toDate=B&loginName=ann&loginName=bob',
    'userData?fromDate=A&toDate=B&loginName=ann&select=transaction',
    'userData?fromDate=A&toDate=B&loginName=ann#x',
    'userData?fromDate=A&toDate=B&loginName=ann&',
    'userData?fromDate=A&loginName=ann',
    'userData?fromDate=%zz&toDate=B&loginName=ann',
    'userData?__proto__=1&loginName=ann',
    `userData?fromDate=${'A'.repeat(3_000)}`,
    '',
    '?',
  ]) {
    it(`refuses ${JSON.stringify(href.slice(0, 70))}`, () => {
      const read = parseUserDataHref(href, 'ann');
      expect(read.kind).to.equal('refused');
      expect(JSON.stringify(read)).not.to.include('evil');
    });
  }

  it('reads what upstream writes for any login name, escaped or not', () => {
    const name = fc.string({ minLength: 3, maxLength: 40 }).filter((text) => !/[\s\ud800-\udfff]/u.test(text));
    fc.assert(
      fc.property(name, fc.boolean(), (userId, escaped) => {
        const value = escaped ? encodeURIComponent(userId) : userId;
        const read = parseUserDataHref(`dataExtracts/userData?fromDate=A&toDate=B&loginName=${value}`, userId);
        expect(read).to.deep.equal({ kind: 'decoded', value: DATES });
      }),
    );
  });
});
