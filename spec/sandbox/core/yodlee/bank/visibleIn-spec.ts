import { expect } from 'chai';
import { visibleIn } from '../../../../../lib/sandbox/core/yodlee/bank/visibleIn.js';

const version = (at: number, value: string) => ({ at, value, deleted: false });
const entities = [
  { id: '1', versions: [version(10, 'a'), version(20, 'b'), version(30, 'c')] },
  { id: '2', versions: [version(40, 'd')] },
];

describe('visibleIn', () => {
  const show = (how: string, from: number, to: number) =>
    visibleIn(entities, { from, to }, how).map(({ id, version: { value } }) => `${id}${value}`);

  it('shows what changed, as it is now', () => {
    expect(show('changed-now', 10, 20)).to.deep.equal(['1c']);
    expect(show('changed-now', 30, 40)).to.deep.equal(['1c', '2d']);
  });

  it('shows what changed, as it was at the end', () => {
    expect(show('as-of-window', 10, 20)).to.deep.equal(['1b']);
  });

  it('shows only what changed last in it', () => {
    expect(show('last-updated', 10, 20)).to.deep.equal([]);
    expect(show('last-updated', 30, 30)).to.deep.equal(['1c']);
  });

  it('includes both ends and nothing beyond them', () => {
    expect(show('changed-now', 11, 19)).to.deep.equal([]);
    expect(show('changed-now', 40, 40)).to.deep.equal(['2d']);
  });
});
