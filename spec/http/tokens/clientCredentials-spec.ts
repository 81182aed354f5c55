import { expect } from 'chai';
import { inspect } from 'node:util';
import { map } from 'rxjs';
import { clientCredentials } from '../../../lib/http/tokens/clientCredentials.js';
import { CredentialsRefusedError } from '../../../lib/errors/CredentialsRefusedError.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { marbles } from '../../../lib/testing/marbles.js';
import { AUTH, authServer } from '../../support/authServer.js';
import { tokenRequest } from '../../support/tokenRequest.js';

describe('clientCredentials', () => {
  it(
    'asks once for all users of a tenant, and anew for another tenant',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['--a', '--b'], {
        a: jsonResponse(200, { access_token: 't1', expires_in: 3_600 }),
        b: jsonResponse(200, { access_token: 't2', expires_in: 3_600 }),
      });
      const source = clientCredentials({ ...AUTH, http, scope: 'users_create' });
      const secret = (userId: string, tenant = 'one') =>
        source.token(tokenRequest({ userId, tenant })).pipe(map((token) => token.reveal()));
      helpers.expectObservable(secret('ann')).toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secret('bob'), '-^').toBe('--(a|)', { a: 't1' });
      helpers.expectObservable(secret('ann', 'two'), '----^').toBe('------(a|)', { a: 't2' });
      helpers.flush();
      expect(bodies()).to.have.length(2);
      expect(bodies()[0]).to.include('"grant_type":"client_credentials"').and.include('"scope":"users_create"');
    }),
  );

  it(
    'asks no second time when the client is refused',
    marbles((helpers) => {
      const { http, bodies } = authServer(helpers, ['--a'], { a: jsonResponse(401, { error: 'invalid_client' }) });
      const source = clientCredentials({ ...AUTH, http });
      const refusal = new CredentialsRefusedError(401, 'invalid_client');
      helpers.expectObservable(source.token(tokenRequest())).toBe('--#', undefined, refusal);
      helpers.expectObservable(source.token(tokenRequest({ userId: 'bob' })), '9s ^').toBe('9s #', undefined, refusal);
      helpers.flush();
      expect(bodies()).to.have.length(1);
    }),
  );

  it('refuses bad settings at the call, and shows no secret when inspected', () => {
    marbles((helpers) => {
      const { http } = authServer(helpers, ['-'], {});
      expect(() => clientCredentials({ ...AUTH, http, authUrl: 'nowhere' })).to.throw(/^authUrl/);
      expect(inspect(clientCredentials({ ...AUTH, http }), { depth: 20, showHidden: true })).not.to.include('canary');
    })();
  });
});
