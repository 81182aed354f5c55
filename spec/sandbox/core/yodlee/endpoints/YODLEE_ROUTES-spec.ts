import { expect } from 'chai';
import { YODLEE_ROUTES } from '../../../../../lib/sandbox/core/yodlee/endpoints/YODLEE_ROUTES.js';

describe('YODLEE_ROUTES', () => {
  it('gives the admin what belongs to nobody, and the user what is theirs', () => {
    const admin = YODLEE_ROUTES.filter(({ as }) => as === 'admin').map(({ method, path }) => `${method} ${path}`);
    expect(admin).to.deep.equal([
      'POST user/register',
      'GET configs/notifications/events',
      'POST configs/notifications/events/*',
      'PUT configs/notifications/events/*',
      'DELETE configs/notifications/events/*',
      'GET dataExtracts/events',
      'GET dataExtracts/userData',
    ]);
  });

  it('has no endpoint twice', () => {
    const names = YODLEE_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).to.equal(names.length);
  });
});
