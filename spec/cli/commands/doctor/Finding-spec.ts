import { expect } from 'chai';
import { doubtful, fine } from '../../../../lib/cli/commands/doctor/Finding.js';

describe('fine', () => {
  it('asks nobody to act', () => {
    expect(fine('token', 'lives')).to.include({ result: 'ok', whoMustAct: 'nobody', detail: 'lives', exitCode: 0 });
  });
});

describe('doubtful', () => {
  it('says who should look, and stops nobody', () => {
    expect(doubtful('clock', 'integrator', 'late')).to.include({
      result: 'warn',
      whoMustAct: 'integrator',
      exitCode: 0,
    });
  });
});
