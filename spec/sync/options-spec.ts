import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { InvalidOptionError } from '../../lib/errors/InvalidOptionError.js';
import { resolveSyncOptions, SYNC_DEFAULTS } from '../../lib/sync/options.js';
import { eventOf } from '../support/builders.js';

const TIMES = [
  'pollEveryMs',
  'statusEveryMs',
  'drainEveryMs',
  'startGraceMs',
  'chainGraceMs',
  'deadlineMs',
  'retryBaseMs',
];
const COUNTS = ['drainPolls', 'retryAttempts'];
const FLOORED = { maxDetectionLagMs: 'pollEveryMs', retryCapMs: 'retryBaseMs' } as const;
const ALL = [...TIMES, ...COUNTS, ...Object.keys(FLOORED)];

const resolving = (option: string, value: unknown) => () => resolveSyncOptions({ [option]: value });

describe('resolveSyncOptions', () => {
  it('gives the defaults for nothing', () => {
    expect(resolveSyncOptions({})).to.deep.equal(SYNC_DEFAULTS);
  });

  for (const option of Object.keys(SYNC_DEFAULTS)) {
    it(`takes an explicit undefined of ${option} for a gap`, () => {
      expect(resolving(option, undefined)()).to.deep.equal(SYNC_DEFAULTS);
    });
  }

  for (const option of ALL) {
    it(`refuses NaN, a negative number and text for ${option}, and names option, expectation and value`, () => {
      expect(resolving(option, NaN)).to.throw(InvalidOptionError, new RegExp(`^${option}: expected .+, got NaN$`));
      expect(resolving(option, -1)).to.throw(InvalidOptionError, new RegExp(`^${option}: expected .+, got -1$`));
      expect(resolving(option, 'soon')).to.throw(
        InvalidOptionError,
        new RegExp(`^${option}: expected .+, got "soon"$`),
      );
    });
  }

  for (const option of TIMES) {
    it(`refuses 0 for ${option}`, () => {
      expect(resolving(option, 0)).to.throw(InvalidOptionError, `${option}: expected a number > 0 (ms), got 0`);
    });
  }

  for (const option of COUNTS) {
    it(`takes 0 for ${option}, and no half`, () => {
      expect(resolving(option, 0)()).to.deep.include({ [option]: 0 });
      expect(resolving(option, 1.5)).to.throw(InvalidOptionError, `${option}: expected a whole number ≥ 0`);
    });
  }

  for (const [option, floor] of Object.entries(FLOORED)) {
    it(`refuses a ${option} below ${floor}, 0 among them`, () => {
      const least = SYNC_DEFAULTS[floor];
      expect(resolving(option, least)()).to.deep.include({ [option]: least });
      expect(resolving(option, least - 1)).to.throw(InvalidOptionError, `${option}: expected a number ≥ ${floor}`);
      expect(resolving(option, 0)).to.throw(InvalidOptionError, `${option}: expected a number ≥ ${floor}`);
    });
  }
});

describe('resolveSyncOptions, given callbacks', () => {
  for (const option of ['isEndEvent', 'isListEvent'] as const) {
    it(`refuses an ${option} that is no function, at the call`, () => {
      for (const wrong of [null, 'SYNC_ALL_SUCCESS', {}]) {
        const options = Object.fromEntries([[option, wrong]]);
        expect(() => resolveSyncOptions(options)).to.throw(InvalidOptionError, `${option}: expected a function`);
      }
      expect(resolveSyncOptions(Object.fromEntries([[option, undefined]]))[option]).to.equal(SYNC_DEFAULTS[option]);
    });
  }
});

describe('SYNC_DEFAULTS', () => {
  it('are those that the docblocks of the options state', () => {
    const source = readFileSync('lib/sync/options.ts', 'utf8');
    for (const option of ALL) {
      const [, stated = ''] =
        new RegExp(`@defaultValue \`([0-9_]+)\` \\*/\\s+readonly ${option}\\?`).exec(source) ?? [];
      expect(Number(stated.replaceAll('_', '')), option).to.equal(SYNC_DEFAULTS[option as 'deadlineMs']);
    }
  });

  it('recognise the event that announces the end of an ALL sync', () => {
    const told = ['SYNC_ALL_SUCCESS', 'SYNC_ALL_FAILED', 'SYNC_STEP', 'LIST_ACCOUNTS_SUCCESS'].filter((type) =>
      SYNC_DEFAULTS.isEndEvent(eventOf({ type })),
    );
    expect(told).to.deep.equal(['SYNC_ALL_SUCCESS', 'SYNC_ALL_FAILED']);
  });

  it('recognise the event that announces the end of an account list, by its accounts or its type', () => {
    const types = ['LIST_ACCOUNTS_SUCCESS', 'SYNC_LIST_ACCOUNTS_END', 'LIST_ACCOUNTS_STARTED', 'SYNC_ALL_SUCCESS'];
    const told = types.filter((type) => SYNC_DEFAULTS.isListEvent(eventOf({ type })));
    expect(told).to.deep.equal(['LIST_ACCOUNTS_SUCCESS', 'SYNC_LIST_ACCOUNTS_END']);
    expect(SYNC_DEFAULTS.isListEvent(eventOf({ type: 'X', accounts: [] }))).to.equal(true);
  });
});
