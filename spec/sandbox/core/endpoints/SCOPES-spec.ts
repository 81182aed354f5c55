import { expect } from 'chai';
import { ROUTES } from '../../../../lib/sandbox/core/endpoints/ROUTES.js';
import { SCOPES } from '../../../../lib/sandbox/core/endpoints/SCOPES.js';

describe('SCOPES', () => {
  it('holds every scope an endpoint asks for', () => {
    expect(SCOPES).to.include.members([...new Set(ROUTES.flatMap(({ scopes }) => scopes))]);
  });
});
