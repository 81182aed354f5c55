import { expect } from 'chai';
import { matchRoute } from '../../../../lib/sandbox/core/endpoints/matchRoute.js';

const ROUTES = [
  { method: 'GET', path: 'users/*' },
  { method: 'GET', path: 'users/me' },
  { method: 'DELETE', path: 'users/*' },
  { method: 'PUT', path: 'users/*/of/*' },
];
const match = (method: string, path: string) => matchRoute(ROUTES, method, path.split('/'));

describe('matchRoute', () => {
  it('finds a literal path before one with ids', () => {
    expect(match('GET', 'users/me')).to.deep.equal({ kind: 'found', route: ROUTES[1], ids: [] });
    expect(match('GET', 'users/7')).to.deep.equal({ kind: 'found', route: ROUTES[0], ids: ['7'] });
    expect(match('PUT', 'users/7/of/8')).to.deep.include({ ids: ['7', '8'] });
  });

  it('says which methods there are, each once', () => {
    expect(match('PATCH', 'users/7')).to.deep.equal({ kind: 'wrongMethod', allow: 'GET, DELETE' });
    expect(match('DELETE', 'users/me')).to.deep.equal({ kind: 'wrongMethod', allow: 'GET' });
  });

  it('finds nothing for an empty id, and for a path that is longer or shorter', () => {
    for (const path of ['users/', 'users', 'users/7/of', '']) expect(match('GET', path).kind, path).to.equal('nowhere');
  });
});
