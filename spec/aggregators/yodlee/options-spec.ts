import { expect } from 'chai';
import { resolveYodleeOptions, YODLEE_DEFAULTS, type YodleeOptions } from '../../../lib/aggregators/yodlee/options.js';
import { jsonResponse } from '../../../lib/testing/jsonResponse.js';
import { fixedHttp } from '../../support/fixedHttp.js';
import { adminTokens, YODLEE_BASE } from '../../support/yodlee.js';

const least: YodleeOptions = {
  baseUrl: YODLEE_BASE,
  tokens: { admin: adminTokens() },
  http: fixedHttp(jsonResponse(200, {})).http,
};

describe('resolveYodleeOptions', () => {
  it('fills the gaps', () => {
    expect(resolveYodleeOptions(least)).to.deep.include(YODLEE_DEFAULTS);
    expect(resolveYodleeOptions({ ...least, extraHeaders: { Locale: 'fr_FR' } }).extraHeaders).to.deep.equal({
      locale: 'fr_FR',
    });
    expect(resolveYodleeOptions(least).entropy.random()).to.be.within(0, 1);
    resolveYodleeOptions(least).telemetry.count('x', 1, {});
    resolveYodleeOptions(least).telemetry.gauge('x', 1, {});
  });

  for (const [option, value] of [
    ['tenant', ''],
    ['deadlineMs', 0],
    ['deadlineMs', Number.NaN],
    ['maxBytes', 0],
    ['snapshotDays', 0],
    ['snapshotDays', 732],
    ['http', {}],
    ['scheduler', 7],
    ['entropy', {}],
    ['telemetry', {}],
    ['tokens', undefined],
    ['extraHeaders', { Authorization: 'canary' }],
    ['extraHeaders', { 'Api-Version': 'canary' }],
    ['extraHeaders', { loginName: 'canary' }],
    ['extraHeaders', { 'x y': 'canary' }],
    ['extraHeaders', { x: 'canary\r\ny: 1' }],
  ] as const) {
    it(`refuses ${option} ${JSON.stringify({ value })} at the call`.replaceAll('canary', '…'), () => {
      expect(() => resolveYodleeOptions({ ...least, [option]: value })).to.throw(
        new RegExp(`^${option}[^:]*: (?!.*canary)`),
      );
    });
  }
});
