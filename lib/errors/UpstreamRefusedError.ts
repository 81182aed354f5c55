import type { WhoMustAct } from '../model/WhoMustAct.js';

/** What to do about a refusal: again later, set the entry aside, or stop asking for this customer. */
export type RefusalVerdict = 'retry' | 'park' | 'stop';

/**
 * Upstream refused with a code of its own.
 *
 * Retryable when `verdict` is `retry`. The code and the reference say more to upstream's support than we may repeat.
 *
 * @param operation what was asked, in words without identifiers
 * @param code upstream's code, such as `Y800`
 * @param reason ours, a literal, such as `windowTooOld`
 * @param verdict what to do
 * @param whoMustAct who can mend it
 * @param referenceCode upstream's own name of the incident, when it gave one
 */
export class UpstreamRefusedError extends Error {
  override readonly name = 'UpstreamRefusedError';
  constructor(
    readonly operation: string,
    readonly code: string,
    readonly reason: string,
    readonly verdict: RefusalVerdict,
    readonly whoMustAct: WhoMustAct,
    readonly referenceCode?: string,
    options?: ErrorOptions,
  ) {
    super(`${operation}: refused with ${code} (${reason})`, options);
  }
}
