import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { staticToken } from '../../../lib/http/tokens/staticToken.js';
import { TOKEN_OPERATION } from '../../../lib/http/tokens/TOKEN_OPERATION.js';
import { AccessToken } from '../../../lib/model/AccessToken.js';
import { caught } from '../../support/caught.js';

describe('TOKEN_OPERATION', () => {
  it('is what errors call it when no token was to be had', async () => {
    const refused = new AccessToken('t', undefined);
    const asked = staticToken('t').token({ tenant: 'default', userId: '7', deadlineMs: 1_000, refused });
    expect(await caught(() => firstValueFrom(asked))).to.have.property('operation', TOKEN_OPERATION);
    expect(TOKEN_OPERATION).to.equal('get token');
  });
});
