import { expect } from 'chai';
import { ROUTES } from '../../../../lib/sandbox/core/endpoints/ROUTES.js';

describe('ROUTES', () => {
  it('has each method of each path once', () => {
    const keys = ROUTES.map(({ origin, method, path }) => `${origin} ${method} ${path}`);
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it('needs a token everywhere but where tokens come from', () => {
    expect(ROUTES.filter((route) => route.as === 'nobody').map(({ path }) => path)).to.deep.equal(['token']);
  });
});
