import { expect } from 'chai';
import { SWITCHES } from '../../../../../lib/sandbox/core/switches/SWITCHES.js';
import {
  YODLEE_SWITCHES,
  type YodleeSwitchName,
} from '../../../../../lib/sandbox/core/yodlee/switches/YODLEE_SWITCHES.js';
import { playYodlee } from '../../../../support/playYodlee.js';

/** What a customer cannot know from windows alone. */
const BLIND: Readonly<Record<string, readonly string[]>> = {
  // A sold holding is not signalled, and tombstones of it are off.
  holdings: ['delta'],
  // A bare id says nothing about the container: the account must be asked, which this customer does not do.
  tombstones: ['id-only'],
};

describe('YODLEE_SWITCHES', function () {
  this.timeout(30_000);

  it('shares no name with the other service', () => {
    expect(Object.keys(YODLEE_SWITCHES).filter((name) => name in SWITCHES)).to.deep.equal([]);
  });

  for (const [name, { values }] of Object.entries(YODLEE_SWITCHES)) {
    for (const value of values.slice(1).filter((one) => !(BLIND[name] ?? []).includes(one))) {
      it(`lets a customer live with ${name}=${value}`, () => {
        const switches: Partial<Record<YodleeSwitchName, string>> = { [name]: value };
        const { wrong } = playYodlee('notify', { switches, users: 4 });
        if (wrong[0] !== undefined) expect(wrong[0].book).to.deep.equal(wrong[0].truth);
      });
    }
  }
});
