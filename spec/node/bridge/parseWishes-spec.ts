import { expect } from 'chai';
import { parseWishes } from '../../../lib/node/bridge/parseWishes.js';

const wishesOf = (query: string, lastEventId?: string) =>
  parseWishes({ query, headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });

describe('parseWishes', () => {
  it('reads each topic once, decoded, in order', () => {
    expect(wishesOf('topic=b%2Fu1&x=1&topic=a&topic=b%2Fu1')).to.deep.equal([{ topic: 'b/u1' }, { topic: 'a' }]);
  });

  it('reads the positions of Last-Event-ID in the order of the topics', () => {
    expect(wishesOf('topic=a&topic=b&topic=c', '1f.0:7,-,2.z:0')).to.deep.equal([
      { topic: 'a', since: { epoch: '1f.0', offset: 7 } },
      { topic: 'b' },
      { topic: 'c', since: { epoch: '2.z', offset: 0 } },
    ]);
  });

  it('takes an id that does not fit for none', () => {
    for (const id of ['', 'e:1', 'e:1,e:2,e:3', 'e:-1,-', 'e:1e3,-', 'e,-', `${'e'.repeat(65)}:1,-`, 'ë:1,-'])
      expect(wishesOf('topic=a&topic=b', id), id).to.deep.equal([{ topic: 'a' }, { topic: 'b' }]);
  });

  it('wants nothing where nothing is asked for', () => {
    expect(wishesOf('')).to.deep.equal([]);
  });
});
