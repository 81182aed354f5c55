import { expect } from 'chai';
import { entryKey } from '../../../lib/store/rules/entryKey.js';

describe('entryKey', () => {
  const place = { tenant: 't', consumer: 'c' };
  const window = { from: 0, until: 60 };

  it('is the same for the same, and another for everything else', () => {
    const key = entryKey(place, 'ann', window);
    expect(entryKey({ ...place }, 'ann', { ...window })).to.equal(key);
    const others = [
      entryKey({ ...place, tenant: 'x' }, 'ann', window),
      entryKey({ ...place, consumer: 'x' }, 'ann', window),
      entryKey(place, 'bob', window),
      entryKey(place, 'ann', { from: 0, until: 61 }),
      entryKey(place, 'ann', { from: 1, until: 60 }),
    ];
    expect(new Set([key, ...others]).size).to.equal(6);
  });

  it('never changes, for it is kept by those who were delivered to', () => {
    expect(entryKey(place, 'ann', window)).to.equal('0dbbb788e9082c2d25151530658f374f');
  });
});
