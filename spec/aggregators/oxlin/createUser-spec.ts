import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { createUser } from '../../../lib/aggregators/oxlin/createUser.js';
import { answered, fakeUpstream } from '../../support/fakeUpstream.js';
import { partsOver } from '../../support/oxlin.js';

describe('createUser', () => {
  it('gives the id from the location', async () => {
    const http = fakeUpstream([answered(201, '', { location: '/v2.1/users/501' })]);
    expect(await firstValueFrom(createUser(partsOver(http), { email: 'ada@example.com', password: 'p' }))).to.equal(
      '501',
    );
    expect(http.paths).to.deep.equal(['POST /v2.1/users']);
    expect(http.requests[0]?.body).to.equal('{"email":"ada@example.com","password":"p"}');
    expect(http.requests[0]?.headers['content-type']).to.equal('application/json');
  });

  it('refuses a user without an e-mail or a password at the call', () => {
    const parts = partsOver(fakeUpstream([]));
    expect(() => createUser(parts, { email: '', password: 'p' })).to.throw('email: expected');
    expect(() => createUser(parts, { email: 'e', password: '' })).to.throw('password: expected');
  });
});
