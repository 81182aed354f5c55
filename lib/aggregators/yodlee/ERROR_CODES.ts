import type { RefusalVerdict } from '../../errors/UpstreamRefusedError.js';
import type { WhoMustAct } from '../../model/WhoMustAct.js';

/** What one of upstream's codes means to us. */
export interface ErrorMeaning {
  /** Ours, a literal. */
  readonly reason: string;
  /** `renew`: once more with a new token; after `tokenExpired` again later, else it is about the user or the credentials. */
  readonly verdict: RefusalVerdict | 'renew';
  readonly whoMustAct: WhoMustAct;
}

const meaning = (reason: string, verdict: ErrorMeaning['verdict'], whoMustAct: WhoMustAct): ErrorMeaning => ({
  reason,
  verdict,
  whoMustAct,
});

const BUG = meaning('requestRefused', 'park', 'integrator');

/**
 * Upstream's codes, of which none changes and new ones may appear. Y400 and Y800 say different things, which only
 * their text tells apart: see `meaningOf`. Source: error codes page, OpenAPI response texts.
 */
export const ERROR_CODES: Readonly<Record<string, ErrorMeaning>> = {
  Y001: meaning('loginMissing', 'stop', 'integrator'),
  Y002: meaning('loginWrong', 'stop', 'integrator'),
  Y003: meaning('loginLocked', 'stop', 'integrator'),
  Y004: meaning('userInactive', 'park', 'integrator'),
  Y005: meaning('loginSuspended', 'stop', 'integrator'),
  Y006: meaning('loginUnregistered', 'stop', 'integrator'),
  Y007: meaning('authorizationMissing', 'stop', 'integrator'),
  Y008: meaning('tokenInvalid', 'renew', 'integrator'),
  Y009: meaning('sessionMissing', 'stop', 'integrator'),
  Y010: meaning('sessionInvalid', 'stop', 'integrator'),
  Y011: meaning('cobrandMisconfigured', 'stop', 'aggregator'),
  Y015: meaning('userUnauthorized', 'stop', 'integrator'),
  Y016: meaning('headerMissing', 'stop', 'integrator'),
  Y019: meaning('issuerLocked', 'stop', 'integrator'),
  Y020: meaning('tokenInvalid', 'renew', 'integrator'),
  Y023: meaning('tokenExpired', 'renew', 'nobody'),
  Y025: meaning('adminTokenNeeded', 'stop', 'integrator'),
  Y027: meaning('authorizationKindWrong', 'stop', 'integrator'),
  Y301: meaning('clientCredentialsRefused', 'stop', 'integrator'),
  Y302: meaning('headerMissing', 'stop', 'integrator'),
  Y303: meaning('clientCredentialsRefused', 'stop', 'integrator'),
  Y305: meaning('onlyRegisteredUsers', 'stop', 'integrator'),
  Y400: meaning('unspecified', 'park', 'integrator'),
  Y800: meaning('valueInvalid', 'park', 'integrator'),
  Y801: BUG,
  Y802: BUG,
  Y803: BUG,
  Y804: BUG,
  Y805: BUG,
  Y806: BUG,
  Y807: meaning('notFound', 'park', 'integrator'),
  Y809: BUG,
  Y811: meaning('alreadyThere', 'park', 'nobody'),
  Y821: meaning('featureOff', 'stop', 'aggregator'),
  Y824: meaning('tooManyIds', 'park', 'integrator'),
  Y825: meaning('refreshedRecently', 'retry', 'nobody'),
  Y830: meaning('featureOff', 'stop', 'aggregator'),
  Y868: meaning('migrating', 'retry', 'nobody'),
  Y901: meaning('serviceOff', 'stop', 'aggregator'),
  Y902: meaning('upstreamTrouble', 'retry', 'aggregator'),
  Y904: meaning('upstreamTrouble', 'retry', 'aggregator'),
};

/** The causes of one code, told apart by words of the message; the first that fits counts. */
const BY_TEXT: Readonly<Record<string, readonly (readonly [RegExp, ErrorMeaning])[]>> = {
  Y400: [[/in progress/i, meaning('inProgress', 'retry', 'nobody')]],
  Y800: [
    [/greater than (the )?current|in the future/i, meaning('windowInFuture', 'retry', 'nobody')],
    [/older than/i, meaning('windowTooOld', 'park', 'integrator')],
    [/greater than to ?date/i, meaning('windowReversed', 'park', 'integrator')],
    [/login ?name/i, meaning('userGone', 'park', 'integrator')],
  ],
};

const UNKNOWN = meaning('unknownCode', 'park', 'integrator');

/**
 * Says what a code means, with the message's help where one code has several causes. A code that nobody knows yet is
 * taken for permanent.
 *
 * @param code upstream's, such as `Y800`
 * @param message upstream's; it is looked at and not kept
 * @example
 * meaningOf('Y800', 'fromDate cannot be older than 7 days').reason; // 'windowTooOld'
 */
export function meaningOf(code: string, message: string): ErrorMeaning {
  if (!Object.hasOwn(ERROR_CODES, code)) return UNKNOWN;
  const told = BY_TEXT[code]?.find(([words]) => words.test(message));
  return told?.[1] ?? ERROR_CODES[code] ?? UNKNOWN;
}
