import { expect } from 'chai';
import { findRoute } from '../../../../lib/sandbox/core/endpoints/findRoute.js';

const find = (method: string, target: string, origin: 'api' | 'auth' = 'api') => {
  const match = findRoute({ origin, method, target, headers: {}, body: '' });
  return 'refused' in match ? match.refused.status : match.route.path;
};

describe('findRoute', () => {
  const rows = [
    ['GET', '/v2.1/connections/1001', 'connections/*'],
    ['POST', '/v2.1/connections/synchronize', 'connections/synchronize'],
    ['POST', '/v2.1/connections/1001/synchronize', 'connections/*/synchronize'],
    ['GET', '/v2.1/users/me', 'users/me'],
    ['GET', '/v2.1/connections/synchronize', 405],
    ['PUT', '/v2.1/connections', 405],
    ['GET', '/v2.1/connections/', 404],
    ['GET', '/connections', 404],
    ['GET', '/v2.1/nothing', 404],
    ['GET', '/v2.1/%', 400],
    ['GET', '/v2.1/connections?page=1', 400],
    ['POST', '/v2.1/token', 404],
  ] as const;
  for (const [method, target, expected] of rows) {
    it(`finds ${expected} for ${method} ${target}`, () => {
      expect(find(method, target)).to.equal(expected);
    });
  }

  it('keeps the two origins apart', () => {
    expect(find('POST', '/token', 'auth')).to.equal('token');
    expect(find('GET', '/v2.1/connections', 'auth')).to.equal(404);
  });

  it('says which methods there are', () => {
    const match = findRoute({ origin: 'api', method: 'PATCH', target: '/v2.1/accounts/1', headers: {}, body: '' });
    expect('refused' in match && match.refused.headers?.['allow']).to.equal('GET, DELETE');
  });

  it('decodes ids', () => {
    const match = findRoute({ origin: 'api', method: 'GET', target: '/v2.1/queues/a%2Fb', headers: {}, body: '' });
    expect('ids' in match && match.ids).to.deep.equal(['a/b']);
  });
});
