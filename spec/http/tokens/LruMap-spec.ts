import { expect } from 'chai';
import { LruMap } from '../../../lib/http/tokens/LruMap.js';

describe('LruMap', () => {
  it('forgets what was read or written longest ago', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).to.equal(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).to.deep.equal([1, undefined, 3]);
  });

  it('replaces a value without forgetting another', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect([map.get('a'), map.get('b')]).to.deep.equal([3, 2]);
  });

  it('forgets one and all when told to', () => {
    const map = new LruMap<string, number>(3);
    map.set('a', 1);
    map.set('b', 2);
    map.delete('a');
    expect([map.get('a'), map.get('b')]).to.deep.equal([undefined, 2]);
    map.clear();
    expect(map.get('b')).to.equal(undefined);
  });
});
