import { defer, EMPTY, type Observable, throwError } from 'rxjs';
import type { RawRequest } from '../../ports/NotificationReceiver.js';
import { clientAddress } from './clientAddress.js';
import { createAddressList } from './createAddressList.js';
import type { InFlightClaim } from './createInFlightBudget.js';
import { createSecretMatcher } from './createSecretMatcher.js';
import { type BodyLimits, meterBody } from './meterBody.js';
import { type IntakeSettings, REQUEST_BYTES } from './options.js';
import { Refusal, type RefusalReason } from './Refusal.js';
import { takeBreath } from './takeBreath.js';
import type { Valve } from './Valve.js';

/** What one webhook is given when it gets in. */
export interface AdmittedPlace extends Pick<BodyLimits, 'claim' | 'scheduler'> {
  readonly valve: Valve;
}

/** Decides what gets in. */
export interface Gate {
  /** Tells whether a path ends in one of the secrets. */
  readonly opens: (path: string) => boolean;
  /** Gives the bytes of a webhook; none for a mere probe of the URL. Errors with a Refusal. */
  admit(request: RawRequest, place: AdmittedPlace): Observable<Uint8Array>;
}

/**
 * Makes the first stage of the intake: path secret, address, method, encoding, size and time.
 *
 * Errors: throws InvalidOptionError at an address list that cannot be read.
 *
 * @param settings of the receiver
 * @example
 * createGate(resolveIntakeOptions({ pathSecret: secret })).opens(`/hooks/${secret}`); // true
 */
export function createGate(settings: IntakeSettings): Gate {
  const { allowFrom, trustedProxies, pathPrefix } = settings;
  const isSecret = createSecretMatcher(settings.pathSecrets);
  const isAllowed = allowFrom === undefined ? () => true : createAddressList('allowFrom', allowFrom);
  const isTrusted = createAddressList('trustedProxies', trustedProxies);
  const opens = (path: string): boolean => {
    const at = path.lastIndexOf('/') + 1;
    return isSecret(path.slice(at)) && (pathPrefix === undefined || path.slice(0, at) === pathPrefix);
  };
  const refusalOf = (request: RawRequest, claim: InFlightClaim): RefusalReason | undefined => {
    if (!opens(request.path)) return 'path';
    if (!isAllowed(clientAddress(request, isTrusted))) return 'address';
    return isProbe(request) ? undefined : refusalOfBody(request, settings, claim);
  };
  return {
    opens,
    admit: (request, { claim, valve, scheduler }) =>
      defer(() => {
        const reason = refusalOf(request, claim);
        if (reason !== undefined) return throwError(() => new Refusal(reason));
        if (isProbe(request)) return EMPTY;
        const limits: BodyLimits = { ...settings, claim, scheduler, isHeld: () => valve.isHeld };
        return request.body.pipe(meterBody(limits), takeBreath(valve, scheduler));
      }),
  };
}

/** Upstream looks whether the URL is there before it accepts a subscription; how it looks is not documented. */
const isProbe = ({ method }: RawRequest): boolean => method === 'GET' || method === 'HEAD';

function refusalOfBody(
  { method, headers }: RawRequest,
  { maxBodyBytes }: IntakeSettings,
  claim: InFlightClaim,
): RefusalReason | undefined {
  if (method !== 'POST') return 'method';
  if (!/^(identity)?$/i.test((headers['content-encoding'] ?? '').trim())) return 'encoding';
  // What is announced may be a lie; it is only believed when it speaks against the sender.
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes) return 'tooLarge';
  return claim.take(REQUEST_BYTES) ? undefined : 'budget';
}
