import { expect } from 'chai';
import { findYodleeRoute } from '../../../../../lib/sandbox/core/yodlee/endpoints/findYodleeRoute.js';

const find = (method: string, target: string) => {
  const match = findYodleeRoute({ origin: 'api', method, target, headers: {}, body: '' });
  return 'refused' in match ? match.refused.status : [match.route.path, ...match.ids, ...match.query.values()];
};

describe('findYodleeRoute', () => {
  it('finds literal paths before those with ids', () => {
    expect(find('GET', '/ysl/transactions/count?a=b')).to.deep.equal(['transactions/count', 'b']);
    expect(find('PUT', '/ysl/transactions/7')).to.deep.equal(['transactions/*', '7']);
    expect(find('PUT', '/ysl/providerAccounts/7/preferences')).to.deep.equal(['providerAccounts/*/preferences', '7']);
  });

  it('says what is not there, what may not be done, and what cannot be read', () => {
    expect([
      find('GET', '/ysl/nothing'),
      find('GET', '/ysl'),
      find('PATCH', '/ysl/user'),
      find('GET', '/ysl/%'),
    ]).to.deep.equal([404, 404, 405, 400]);
    expect(find('DELETE', '/ysl/accounts/')).to.equal(404);
  });
});
