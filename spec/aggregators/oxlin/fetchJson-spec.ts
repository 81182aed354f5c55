import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { fetchJson } from '../../../lib/aggregators/oxlin/fetchJson.js';
import { DECODE } from '../../../lib/aggregators/oxlin/resources.js';
import { answered, fakeUpstream } from '../../support/fakeUpstream.js';
import { partsOver } from '../../support/oxlin.js';

const read = async (...answers: Parameters<typeof answered>): Promise<unknown> => {
  const { upstream, endpoints } = partsOver(fakeUpstream([answered(...answers)]));
  const wanted = { operation: 'read user', url: endpoints.url(['users', 'me']), decode: DECODE.profile };
  return firstValueFrom(fetchJson(upstream, wanted)).catch((error: unknown) => error);
};

describe('fetchJson', () => {
  it("gives the value together with upstream's clock", async () => {
    expect(await read(200, { id: 501 }, { date: 'Mon, 04 Jun 2018 11:34:57 GMT' })).to.deep.equal({
      value: { id: '501' },
      serverAt: new Date('2018-06-04T11:34:57Z'),
    });
    expect(await read(200, { id: 501 })).to.deep.equal({ value: { id: '501' } });
  });

  it('errors with DecodeError for anything else, an empty body too', async () => {
    expect(await read(200, { id: null })).to.have.property('message', 'read user: unexpected shape: id: expected Id');
    expect(await read(204)).to.have.property('name', 'DecodeError');
  });
});
