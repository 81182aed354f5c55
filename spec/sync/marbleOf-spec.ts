import { expect } from 'chai';
import { MARBLE_LETTERS, marbleOf } from '../../lib/sync/marbleOf.js';
import { eventSeen, outcome, triggered } from '../support/syncUpdates.js';

describe('marbleOf', () => {
  it('gives every kind a letter of its own, but the summary', () => {
    expect([triggered('1'), eventSeen('1'), outcome('1')].map(marbleOf)).to.deep.equal(['T', 'e', 'O']);
    expect(marbleOf({ kind: 'summary', outcomes: [] })).to.equal(undefined);
    const letters = MARBLE_LETTERS.map(({ letter }) => letter);
    expect(new Set(letters).size).to.equal(letters.length);
  });
});
