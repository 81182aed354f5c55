import { expect } from 'chai';
import { entryReader } from '../../../lib/aggregators/yodlee/readEntry.js';
import { closedWindow } from '../../../lib/model/closedWindow.js';
import { RECEIVED_AT, wireUser } from '../../support/yodlee.js';

const read = (entry: unknown) => entryReader(RECEIVED_AT)(entry);
const link = (changes: object) => ({ ...wireUser('ann').links[0], ...changes });

describe('entryReader', () => {
  it('reads several links as several windows', () => {
    const late = wireUser('ann', '2026-11-21T10:15:00Z', '2026-11-21T10:19:59Z').links;
    const { windows, failures } = read({
      user: { loginName: 'ann' },
      links: [...wireUser('ann').links, { rel: 'other' }, ...late],
    });
    expect(windows).to.deep.equal([
      closedWindow(new Date('2026-11-21T10:00:00Z'), new Date('2026-11-21T10:14:59Z')),
      closedWindow(new Date('2026-11-21T10:15:00Z'), new Date('2026-11-21T10:19:59Z')),
    ]);
    expect(failures).to.deep.equal([]);
  });

  it('takes a link for no other user because the last one looked alike', () => {
    const reader = entryReader(RECEIVED_AT);
    reader(wireUser('ann'));
    for (const name of ['bob', 'longer']) expect(reader(wireUser(name)).windows).to.have.length(1);
    const forged = { user: { loginName: 'bob' }, links: wireUser('ann').links };
    expect(reader(forged).failures).to.deep.equal([{ path: 'links.0.href', expected: 'the login name of its entry' }]);
  });

  for (const [what, changes, path] of [
    ['another method', { methodType: 'POST' }, 'links.0.methodType'],
    ['no address', { href: null }, 'links.0.href'],
    ['a foreign address', { href: '//evil.example/userData' }, 'links.0.href'],
    ['dates that are none', { href: 'userData?fromDate=x&toDate=y&loginName=ann' }, 'links.0.fromDate'],
  ] as const) {
    it(`refuses a link with ${what}, and knows whose it was`, () => {
      const reading = read({ user: { loginName: 'ann' }, links: [link(changes)] });
      expect(reading).to.deep.include({ userId: 'ann', windows: [], linked: true });
      expect(reading.failures[0]?.path).to.equal(path);
    });
  }

  it('takes a link without a method for GET', () => {
    for (const methodType of [undefined, null, 'get']) {
      expect(read({ user: { loginName: 'ann' }, links: [link({ methodType })] }).windows).to.have.length(1);
    }
  });

  it('says whose an unreadable entry is when that much can be read', () => {
    expect(read({ user: { loginName: 'ann' }, links: 7 }).userId).to.equal('ann');
    expect(read({ user: { loginName: 'a b' } }).userId).to.equal(undefined);
    expect(read(null).failures).to.have.length.above(0);
    expect(read({ user: { loginName: 'ann' } })).to.deep.include({ linked: false, unbound: false });
  });
});
