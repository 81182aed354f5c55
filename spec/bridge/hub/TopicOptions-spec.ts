import { expect } from 'chai';
import { resolveTopicOptions, TOPIC_DEFAULTS, type TopicOptions } from '../../../lib/bridge/hub/TopicOptions.js';
import { InvalidOptionError } from '../../../lib/errors/InvalidOptionError.js';

const key = (value: unknown): string => String(value);
const resolving = (options: object) => () => resolveTopicOptions(options as TopicOptions);

describe('resolveTopicOptions', () => {
  it('gives the defaults for nothing', () => {
    expect(resolveTopicOptions({})).to.deep.equal({ ...TOPIC_DEFAULTS, state: 'none', whenSlow: 'close' });
  });

  it('keeps the last value of each key, and conflates, where there are keys', () => {
    expect(resolveTopicOptions({ key })).to.deep.equal({
      ...TOPIC_DEFAULTS,
      key,
      state: 'keyed',
      whenSlow: 'conflate',
    });
    expect(resolveTopicOptions({ state: 'latest' }).whenSlow).to.equal('conflate');
  });

  it('takes an explicit undefined for a gap', () => {
    const names = ['key', 'removes', 'encode', 'state', 'whenSlow', 'owner', ...Object.keys(TOPIC_DEFAULTS)];
    const gaps = Object.fromEntries(names.map((name) => [name, undefined]));
    expect(resolving(gaps)()).to.deep.equal(resolveTopicOptions({}));
  });

  for (const [option, least, unit] of [
    ['historyEvents', 1, 'events'],
    ['historyMs', 0, 'ms'],
    ['historyBytes', 1, 'bytes'],
    ['maxKeys', 1, 'keys'],
  ] as const) {
    it(`refuses a ${option} below ${String(least)}, and NaN`, () => {
      expect(resolveTopicOptions({ [option]: least })).to.include({ [option]: least });
      for (const wrong of [least - 1, NaN])
        expect(resolving({ [option]: wrong })).to.throw(
          InvalidOptionError,
          `${option}: expected ≥ ${String(least)} ${unit}, got ${String(wrong)}`,
        );
    });
  }

  for (const [name, options, option] of [
    ['keys without a state of them', { key, state: 'latest' }, 'state'],
    ['a state of keys without keys', { state: 'keyed' }, 'state'],
    ['an end of keys that there are not', { removes: () => true }, 'removes'],
    ['to conflate into nothing', { whenSlow: 'conflate' }, 'whenSlow'],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(resolving(options)).to.throw(InvalidOptionError, new RegExp(`^${option}: expected`, 'u'));
    });
  }
});
