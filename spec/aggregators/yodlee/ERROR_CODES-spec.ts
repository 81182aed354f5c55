import { expect } from 'chai';
import { ERROR_CODES, meaningOf } from '../../../lib/aggregators/yodlee/ERROR_CODES.js';

/** Row by row what the facts say: code, message, reason, verdict, who must act. */
const TABLE = [
  ...['Y001', 'Y002', 'Y003', 'Y005', 'Y006'].map((code) => [code, '', /^login/, 'stop', 'integrator'] as const),
  ['Y007', '', /^authorizationMissing$/, 'stop', 'integrator'],
  ['Y009', '', /^sessionMissing$/, 'stop', 'integrator'],
  ['Y016', '', /^headerMissing$/, 'stop', 'integrator'],
  ...['Y008', 'Y020'].map((code) => [code, '', /^tokenInvalid$/, 'renew', 'integrator'] as const),
  ['Y023', '', /^tokenExpired$/, 'renew', 'nobody'],
  ['Y010', '', /^sessionInvalid$/, 'stop', 'integrator'],
  ['Y011', '', /^cobrandMisconfigured$/, 'stop', 'aggregator'],
  ['Y015', '', /^userUnauthorized$/, 'stop', 'integrator'],
  ['Y019', '', /^issuerLocked$/, 'stop', 'integrator'],
  ['Y027', '', /^authorizationKindWrong$/, 'stop', 'integrator'],
  ['Y025', '', /^adminTokenNeeded$/, 'stop', 'integrator'],
  ['Y004', 'Inactive user', /^userInactive$/, 'park', 'integrator'],
  ...['Y301', 'Y303'].map((code) => [code, '', /^clientCredentialsRefused$/, 'stop', 'integrator'] as const),
  ['Y302', '', /^headerMissing$/, 'stop', 'integrator'],
  ['Y305', '', /^onlyRegisteredUsers$/, 'stop', 'integrator'],
  [
    'Y800',
    'Invalid value for toDate.toDate cannot be greater than current time',
    /^windowInFuture$/,
    'retry',
    'nobody',
  ],
  [
    'Y800',
    'Invalid value for fromDate.fromDate cannot be greater than current time',
    /^windowInFuture$/,
    'retry',
    'nobody',
  ],
  ['Y800', 'fromDate and toDate cannot be older than 7 days', /^windowTooOld$/, 'park', 'integrator'],
  ['Y800', 'fromDate can not be greater than toDate', /^windowReversed$/, 'park', 'integrator'],
  ['Y800', 'Invalid value for loginName', /^userGone$/, 'park', 'integrator'],
  ['Y800', 'Invalid value for eventName', /^valueInvalid$/, 'park', 'integrator'],
  ...['Y801', 'Y802', 'Y803', 'Y804', 'Y805', 'Y806', 'Y809'].map(
    (code) => [code, '', /^requestRefused$/, 'park', 'integrator'] as const,
  ),
  ['Y807', '', /^notFound$/, 'park', 'integrator'],
  ['Y811', '', /^alreadyThere$/, 'park', 'nobody'],
  ['Y821', '', /^featureOff$/, 'stop', 'aggregator'],
  ['Y830', '', /^featureOff$/, 'stop', 'aggregator'],
  ['Y824', '', /^tooManyIds$/, 'park', 'integrator'],
  ['Y825', '', /^refreshedRecently$/, 'retry', 'nobody'],
  ['Y868', '', /^migrating$/, 'retry', 'nobody'],
  ['Y400', 'Some text', /^unspecified$/, 'park', 'integrator'],
  ['Y400', 'An update is in progress', /^inProgress$/, 'retry', 'nobody'],
  ['Y901', '', /^serviceOff$/, 'stop', 'aggregator'],
  ['Y902', '', /^upstreamTrouble$/, 'retry', 'aggregator'],
  ['Y904', '', /^upstreamTrouble$/, 'retry', 'aggregator'],
  ['Y999', '', /^unknownCode$/, 'park', 'integrator'],
  ['constructor', '', /^unknownCode$/, 'park', 'integrator'],
] as const;

describe('ERROR_CODES', () => {
  for (const [code, message, reason, verdict, whoMustAct] of TABLE) {
    it(`takes ${code} ${message} for ${verdict}`, () => {
      const meaning = meaningOf(code, message);
      expect(meaning).to.include({ verdict, whoMustAct });
      expect(meaning.reason).to.match(reason);
    });
  }

  it('has no row that is not tested', () => {
    const tested = new Set<string>(TABLE.map(([code]) => code));
    expect(Object.keys(ERROR_CODES).filter((code) => !tested.has(code))).to.deep.equal([]);
  });
});
