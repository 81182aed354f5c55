import { expect } from 'chai';
import { exitCodeOfStdout } from '../../lib/cli/exitCodeOfStdout.js';

describe('exitCodeOfStdout', () => {
  it('takes a reader that left for content, and a broken disk for an error', () => {
    expect([exitCodeOfStdout('unread'), exitCodeOfStdout('broken')]).to.deep.equal([0, 74]);
  });
});
