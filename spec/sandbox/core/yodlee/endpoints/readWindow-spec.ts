import { expect } from 'chai';
import { readWindow } from '../../../../../lib/sandbox/core/yodlee/endpoints/readWindow.js';
import { START_MS } from '../../../../support/sandboxDriver.js';
import { YodleeDriver } from '../../../../support/yodleeDriver.js';

const iso = (offsetS: number) => `${new Date(START_MS + offsetS * 1000).toISOString().slice(0, 19)}Z`;
const read = (fromDate: string, toDate: string, switches: Readonly<Record<string, string>> = {}) => {
  const query = new Map(Object.entries({ fromDate, toDate }));
  const window = readWindow({ state: new YodleeDriver({ switches }).state, query, now: 0 }, 'can not');
  return 'refused' in window
    ? (JSON.parse(window.refused.body) as { errorCode: string; errorMessage: string })
    : window;
};
const message = (from: number, to: number, switches: Readonly<Record<string, string>> = {}) => {
  const said = read(iso(from), iso(to), switches);
  return 'errorCode' in said ? `${said.errorCode} ${said.errorMessage}` : 'taken';
};

describe('readWindow', () => {
  it('takes an hour, up to now, within a week', () => {
    expect([message(-3_600, 0), message(0, 0), message(-7 * 86_400, -7 * 86_400 + 3_600)]).to.deep.equal([
      'taken',
      'taken',
      'taken',
    ]);
  });

  it('refuses with the documented messages', () => {
    expect(message(1, 2)).to.equal('Y800 Invalid value for fromDate.fromDate cannot be greater than current time');
    expect(message(-10, 1)).to.equal('Y800 Invalid value for toDate.toDate cannot be greater than current time');
    expect(message(-10, -20)).to.equal('Y800 Invalid value for fromDate.fromDate can not be greater than toDate');
    expect(message(-7 * 86_400 - 1, -7 * 86_400)).to.equal(
      'Y800 Invalid value for fromDate or toDate.fromDate and toDate cannot be older than 7 days',
    );
  });

  it('refuses more than 60 minutes, by the code of the switch', () => {
    expect(message(-3_601, 0)).to.match(/^Y800 .*60 minutes$/);
    expect(message(-3_601, 0, { rangeOver60: 'Y809' })).to.match(/^Y809 /);
  });

  it('is strict about the form; milliseconds by switch', () => {
    const withMs = iso(0).replace('Z', '.000Z');
    for (const bad of ['', 'x', '2026-01-15', '2026-02-30T00:00:00Z', iso(0).replace('Z', ''), withMs]) {
      expect(read(bad, iso(0)), bad).to.include({ errorMessage: 'Invalid value for fromDate' });
      expect(read(iso(0), bad), bad).to.include({ errorMessage: 'Invalid value for toDate' });
    }
    expect(read(withMs, withMs, { milliseconds: 'accepted' })).to.have.keys('from', 'to');
  });

  it("goes by the service's own clock", () => {
    expect(message(-30, 0, { clockSkewS: '60' })).to.contain('cannot be greater than current time');
    expect(message(30, 60, { clockSkewS: '60', clockRuns: 'ahead' })).to.equal('taken');
  });
});
