import type { ServerResponse } from 'node:http';
import { defer, fromEvent, lastValueFrom, takeUntil, throwError } from 'rxjs';
import type { NotificationReceiver, RawResponse } from '../../ports/NotificationReceiver.js';
import type { HeldBody } from './bodyOf.js';
import type { OpenedRequest } from './openRequest.js';
import { rawRequestOf } from './rawRequestOf.js';
import { requireBody } from './requireBody.js';

/** How it went: an answer, a client that did not wait for it, or a fault on this side. */
export type Asked =
  | { readonly kind: 'answered'; readonly answer: RawResponse }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Gives a request to a receiver and waits for the answer as long as the client does.
 *
 * That the bytes are not to be had is found when the receiver asks for them, so that a caller without the secret is
 * told nothing else than everywhere. Never rejects.
 *
 * @param receive the receiver
 * @param request taken out of its wrapper
 * @param response whose closing ends the wait
 * @example
 * const asked = await askReceiver(receive, openRequest(request), response);
 */
export async function askReceiver(
  receive: NotificationReceiver,
  request: OpenedRequest,
  response: ServerResponse,
): Promise<Asked> {
  const faults: unknown[] = [];
  try {
    const held = heldOr(request, (fault) => faults.push(fault));
    const answers = receive(rawRequestOf(request, held)).pipe(takeUntil(fromEvent(response, 'close')));
    const answer = await lastValueFrom(answers, { defaultValue: undefined });
    if (faults.length > 0) return { kind: 'failed', error: faults[0] };
    return answer === undefined ? { kind: 'gone' } : { kind: 'answered', answer };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

const FREE: HeldBody['flow'] = { pause: () => undefined, resume: () => undefined };

function heldOr(request: OpenedRequest, tell: (fault: unknown) => void): HeldBody {
  try {
    return requireBody(request);
  } catch (fault) {
    const body = defer(() => {
      tell(fault);
      return throwError(() => fault);
    });
    return { body, flow: FREE };
  }
}
