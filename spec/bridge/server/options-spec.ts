import { expect } from 'chai';
import { of } from 'rxjs';
import { BRIDGE_DEFAULTS, type BridgeOptions, resolveBridgeOptions } from '../../../lib/bridge/server/options.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';

const GIVEN = {
  authorize: () => of(undefined),
  authorizeTopic: () => false,
  origins: ['https://app.example'],
} satisfies BridgeOptions;
const resolving = (own: object) => () => resolveBridgeOptions({ ...GIVEN, ...own });

describe('resolveBridgeOptions', () => {
  it('gives the defaults for what is not said', () => {
    expect(resolving({})()).to.deep.equal({ ...BRIDGE_DEFAULTS, ...GIVEN });
  });

  it('takes an explicit undefined for a gap', () => {
    const gaps = Object.fromEntries([...Object.keys(BRIDGE_DEFAULTS), 'telemetry'].map((name) => [name, undefined]));
    expect(resolving(gaps)()).to.deep.equal({ ...BRIDGE_DEFAULTS, ...GIVEN });
  });

  for (const [option, least, most] of [
    ['highWaterBytes', 1_024],
    ['maxMessageBytes', 256, 1_048_576],
    ['maxMessagesPerSecond', 1],
    ['maxTopics', 1],
    ['maxPerAddress', 1],
    ['maxPerUser', 1],
    ['maxSockets', 1],
    ['authorizeWithinMs', 1],
    ['pingEveryMs', 100],
    ['returnWithinMs', 0],
  ] as const) {
    it(`takes ${option} within its range, both ends included, and nothing else`, () => {
      for (const value of [least, ...(most === undefined ? [] : [most])])
        expect(resolving({ [option]: value })()).to.include({ [option]: value });
      for (const value of [least - 1, NaN, ...(most === undefined ? [] : [most + 1])])
        expect(resolving({ [option]: value })).to.throw(InvalidOptionError, new RegExp(`^${option}: expected`, 'u'));
    });
  }

  it('covers every number of the defaults', () => {
    const numbers = Object.entries(BRIDGE_DEFAULTS).filter(([, value]) => typeof value === 'number');
    expect(numbers).to.have.length(10);
  });

  for (const origin of [
    '*',
    'null',
    '',
    'app.example',
    'https://app.example/',
    'https://app.example/live',
    'HTTPS://APP.EXAMPLE',
  ])
    it(`refuses the origin ${JSON.stringify(origin)}, which no page has`, () => {
      expect(resolving({ origins: [origin] })).to.throw(InvalidOptionError, 'origins: expected https://HOST');
    });

  it('takes origins as browsers write them', () => {
    const origins = ['https://app.example', 'http://localhost:4200', 'https://app.example:8443'];
    expect(resolving({ origins })().origins).to.deep.equal(origins);
    expect(resolving({ origins: [] })().origins).to.deep.equal([]);
  });
});
