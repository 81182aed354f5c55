import { expect } from 'chai';
import { EXIT } from '../../lib/cli/EXIT.js';

describe('EXIT', () => {
  it('has the codes that are promised, no two alike', () => {
    expect(EXIT).to.deep.equal({
      ok: 0,
      usage: 2,
      partial: 3,
      failed: 4,
      actionRequired: 5,
      unfinished: 6,
      gone: 7,
      unavailable: 69,
      internal: 70,
      storage: 73,
      output: 74,
      credentials: 77,
      configuration: 78,
      interrupted: 130,
      terminated: 143,
    });
  });
});
