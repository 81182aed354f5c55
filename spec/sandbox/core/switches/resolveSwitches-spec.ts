import { expect } from 'chai';
import { resolveSwitches } from '../../../../lib/sandbox/core/switches/resolveSwitches.js';
import { SWITCHES } from '../../../../lib/sandbox/core/switches/SWITCHES.js';

describe('resolveSwitches', () => {
  it('has a value for every switch', () => {
    expect(resolveSwitches()).to.have.all.keys(...Object.keys(SWITCHES));
  });

  it('lets the later layer win', () => {
    expect(resolveSwitches({ typeIn: 'body', oneShot: '403' }, { typeIn: 'query' })).to.include({
      typeIn: 'query',
      oneShot: '403',
    });
  });

  it('takes any number or name where the switch is open', () => {
    expect(resolveSwitches({ runningAfterMs: '0', tokenLifeS: '1', failureEvent: 'BANK_SAID_NO' })).to.include({
      runningAfterMs: '0',
      tokenLifeS: '1',
      failureEvent: 'BANK_SAID_NO',
    });
  });

  it('takes a boolean or a number for the word that it stands for', () => {
    expect(resolveSwitches({ readStartsSync: true, destructiveReads: false, runningAfterMs: 250 })).to.include({
      readStartsSync: 'true',
      destructiveReads: 'false',
      runningAfterMs: '250',
    });
  });

  const bad = [
    [{ colour: 'red' }, 'switch: expected one of queueShape, '],
    [{ queueShape: 'round' }, 'switch queueShape: expected one of array, single, wrapped, got "round"'],
    [
      { runningAfterMs: '-1' },
      'switch runningAfterMs: expected a whole number ≥ 0, for example 1500, 0, 6000, got "-1"',
    ],
    [{ tokenLifeS: '0' }, 'switch tokenLifeS: expected a whole number > 0, for example 3600, 60, 600, got "0"'],
    [{ failureEvent: 'oops!' }, 'switch failureEvent: expected an upper-case name, for example none, '],
    [{ readStartsSync: 1 }, 'switch readStartsSync: expected one of false, true, got 1'],
    [{ constructor: 'x' }, 'switch: expected one of'],
  ] as const;
  for (const [given, message] of bad) {
    it(`refuses ${JSON.stringify(given)}`, () => {
      expect(() => resolveSwitches(given)).to.throw(message);
    });
  }
});
