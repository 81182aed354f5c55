import { expect } from 'chai';
import { createdId } from '../../../lib/aggregators/oxlin/createdId.js';
import { answered } from '../../support/fakeUpstream.js';

const idOf = (location: string | undefined, body: unknown = ''): string =>
  createdId('subscribe queue', answered(201, body, location === undefined ? {} : { location }));

describe('createdId', () => {
  it('takes the last segment of the location, relative or absolute', () => {
    for (const location of ['/queues/20', '/v2.1/queues/20/', 'https://api.oxlin.test/v2.1/queues/20?x=/1#y']) {
      expect(idOf(location)).to.equal('20');
    }
    expect(idOf('/queues/a%2Fb')).to.equal('a/b');
  });

  it('takes id or queue_id of the body else', () => {
    expect(idOf(undefined, { id: '20' })).to.equal('20');
    expect(idOf(undefined, { queue_id: 20 })).to.equal('20');
    expect(idOf('/%zz', { id: 20 })).to.equal('20');
  });

  it('errors with DecodeError when there is neither', () => {
    expect(() => idOf(undefined)).to.throw('subscribe queue: unexpected shape');
    expect(() => idOf('/', { name: 'x' })).to.throw('unexpected shape');
  });
});
